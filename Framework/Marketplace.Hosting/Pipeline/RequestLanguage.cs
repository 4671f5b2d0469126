using Marketplace.Abstractions;
using Marketplace.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// What language an answer is in: the one that the address asks for, else the one that the user or the visitor chose, else the first of the
/// browser's that the tenant has, else the tenant's own. Nobody is led to another address for it.
/// </summary>
internal sealed class RequestLanguage(RequestDelegate next)
{
    private static readonly string Varies = string.Join(", ", HeaderNames.AcceptLanguage, HeaderNames.Cookie);

    public async Task InvokeAsync(HttpContext context, SiteLanguages languages)
    {
        if (languages.All.Count > 1)
        {
            context.Response.Headers.Append(HeaderNames.Vary, Varies);
            (await AskedAsync(context, languages) ?? Chosen(context, languages)).Speak();
        }

        await next(context);
    }

    /// <summary>The choice is kept, unless another site made the link: whoever follows it reads this one page in its language.</summary>
    private static async Task<SiteLanguage?> AskedAsync(HttpContext context, SiteLanguages languages)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || languages.Find(request.Query[SiteLanguages.Parameter]) is not { } asked)
            return null;
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site")
            return asked;
        if (request.Cookies[SiteLanguages.Cookie] != asked.Code)
            context.KeepLanguage(asked);
        if (context.User.FindUserId() is { } userId && context.User.FindLanguage() != asked.Code
            && context.RequestServices.GetService<IUserLanguages>() is { } users)
            await users.ChooseAsync(userId, asked.Code, context.RequestAborted);
        return asked;
    }

    private static SiteLanguage Chosen(HttpContext context, SiteLanguages languages) =>
        languages.Find(context.User.FindLanguage())
        ?? languages.Find(context.Request.Cookies[SiteLanguages.Cookie])
        ?? OfBrowser(context.Request, languages)
        ?? languages.Default;

    private static SiteLanguage? OfBrowser(HttpRequest request, SiteLanguages languages)
    {
        if (request.GetTypedHeaders().AcceptLanguage is not { Count: > 0 } accepted)
            return null;
        return accepted.Where(x => x.Quality != 0).OrderByDescending(x => x.Quality ?? 1)
            .Select(x => languages.Find(x.Value.Value)).FirstOrDefault(x => x is not null);
    }
}
