using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Marketplace.Ui;

/// <summary>What the layouts of a theme need to know about the request. Themes inject it as <c>Frame</c>.</summary>
public sealed class Frame(
    IHttpContextAccessor http, INavigation navigation, TenantLook look, SiteLanguages languages, ILogger<Frame> logger)
{
    /// <summary>Set by the script when a visitor chooses a look; without it the page follows the system.</summary>
    public const string ThemeCookie = "mp_theme";

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("A frame needs a request.");

    public TenantLook Look => look;

    /// <summary><c>""</c> or the prefix under which the tenant lives.</summary>
    public string PathBase => Http.Request.PathBase.Value ?? "";

    /// <summary><c>light</c>, <c>dark</c>, or null where the system decides.</summary>
    public string? Mode => Http.Request.Cookies[ThemeCookie] is "light" or "dark" ? Http.Request.Cookies[ThemeCookie] : null;

    public bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    /// <summary>The signed-in user's name, or an empty text.</summary>
    public string UserName => Http.User.Identity?.Name ?? "";

    /// <summary>
    /// Where signing in should lead back to: this page, or the one that failed, unless it answers a form or is itself about the account.
    /// </summary>
    public string ReturnUrl
    {
        get
        {
            var failed = Http.Features.Get<IStatusCodeReExecuteFeature>();
            var path = failed is null ? Http.Request.Path : new PathString(failed.OriginalPath);
            if (!HttpMethods.IsGet(Http.Request.Method) || path.StartsWithSegments("/account") || path.StartsWithSegments("/error"))
                return PathBase + "/";
            return failed is null ? Http.Request.GetEncodedPathAndQuery() : PathBase + path.ToUriComponent() + failed.OriginalQueryString;
        }
    }

    /// <summary>On an error page: where the form that failed stood, to open it again.</summary>
    internal string FailedPage
    {
        get
        {
            if (Http.Features.Get<IStatusCodeReExecuteFeature>() is not { } failed)
                return PathBase + "/";
            var query = QueryHelpers.ParseQuery(failed.OriginalQueryString)
                .Where(x => !string.Equals(x.Key, "handler", StringComparison.OrdinalIgnoreCase));
            return PathBase + new PathString(failed.OriginalPath).ToUriComponent() + QueryString.Create(query);
        }
    }

    /// <summary>What a visitor may read this site in; one where there is nothing to choose.</summary>
    public SiteLanguages Languages => languages;

    /// <summary>This page in another language, or the first page where this one answers a form or failed.</summary>
    public string InLanguage(SiteLanguage language)
    {
        var isPage = HttpMethods.IsGet(Http.Request.Method) && Http.Features.Get<IStatusCodeReExecuteFeature>() is null;
        var query = isPage
            ? Http.Request.Query.Where(x => !string.Equals(x.Key, SiteLanguages.Parameter, StringComparison.OrdinalIgnoreCase))
            : [];
        return PathBase + (isPage ? Http.Request.Path.ToUriComponent() : "/")
            + QueryString.Create(query).Add(SiteLanguages.Parameter, language.Code);
    }

    /// <summary>Turns <c>~/x</c> into an address below the tenant's prefix.</summary>
    public string Url(string href) => AppPath.Resolve(Http, href);

    /// <summary>Turns <c>~/x</c> into the address that other sites reach it at.</summary>
    public string PublicUrl(string href) =>
        (look.PublicRoot ?? $"{Http.Request.Scheme}://{Http.Request.Host}{Http.Request.PathBase}") + href.TrimStart('~');

    /// <summary>The entries of a menu that this visitor may see, the one for this page marked.</summary>
    public async Task<IReadOnlyList<FrameItem>> MenuAsync(string menu)
    {
        IReadOnlyList<MenuItem> items;
        try
        {
            items = await navigation.GetMenuAsync(menu, Http.User);
        }
        catch (Exception e) when (Frames.MustNotFail(Http))
        {
            FrameLog.MenuLeftOut(logger, e, menu);
            items = [];
        }

        var current = items.SelectMany(item => item.Children.Prepend(item)).Where(item => item.Href.Length > 0)
            .Select(item => PathOf(item.Href)).Where(IsHere).MaxBy(path => path.Length);
        FrameItem Shown(MenuItem item) =>
            new(item, Url(item.Href), current is not null && item.Href.Length > 0 && PathOf(item.Href) == current)
            { Children = [.. item.Children.Select(Shown)] };
        return [.. items.Select(Shown)];
    }

    private bool IsHere(string path) =>
        path == "/" ? Http.Request.Path == "/" : Http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string href) => href.TrimStart('~').Split('?', '#')[0].TrimEnd('/') is { Length: > 0 } path ? path : "/";
}

/// <param name="Href">Address below the tenant's prefix, ready for an attribute.</param>
public sealed record FrameItem(MenuItem Item, string Href, bool IsCurrent)
{
    public IReadOnlyList<FrameItem> Children { get; init; } = [];
}

internal static class AppPath
{
    public static string Resolve(HttpContext http, string href) =>
        href.StartsWith("~/", StringComparison.Ordinal) ? http.Request.PathBase + href[1..] : href;
}

internal static partial class FrameLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The menu {Menu} failed on an error page and was left out")]
    public static partial void MenuLeftOut(ILogger logger, Exception exception, string menu);
}
