using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Content.Serving;

/// <summary>
/// Answers visitors who are not signed in with pages that were made before, and keeps those that it makes. Nothing of anybody who is signed
/// in is kept or given out: their requests pass by. What a page is asked for beyond its address, such as where a visitor came from, is
/// nothing that it shows; the language that an address names was taken from it before.
/// </summary>
internal sealed class KeptPages(RequestDelegate next)
{
    /// <summary>A note that one page left for the next is one visitor's.</summary>
    private const string NoteCookie = "mp_td_";

    /// <summary>Which part of a long list is shown: only the first is kept.</summary>
    private const string PartOfList = "p";

    public async Task InvokeAsync(HttpContext context, ContentStamp stamp, PageKeeper keeper)
    {
        if (!MayBeKept(context) || KeptAddress.Of(context.Request.Path) is not { } address)
        {
            await next(context);
            return;
        }

        var key = await keeper.KeyOfAsync(context, address);
        var now = await stamp.ReadAsync(context.RequestAborted);
        if ((keeper.Find(key, now) ?? await MakeAsync(context, keeper, address, key, now)) is { } page)
            await SendAsync(context, page);
    }

    private static bool MayBeKept(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<KeptForVisitorsAttribute>() is not null
        && context.User.Identity is not { IsAuthenticated: true }
        && !context.Request.Query.ContainsKey(PartOfList)
        && !context.Request.Cookies.Keys.Any(x => x.StartsWith(NoteCookie, StringComparison.Ordinal));

    /// <summary>It is made as if nothing but its address had been asked for: its links name that, too.</summary>
    /// <returns>Null where the answer was another than a page for everybody; then it is sent already.</returns>
    private async Task<FinishedPage?> MakeAsync(HttpContext context, PageKeeper keeper, string address, string key, long stamp)
    {
        var (request, body) = (context.Request, context.Response.Body);
        var (path, query, cookies) = (request.Path, request.QueryString, context.Response.Headers.SetCookie.Count);
        using var made = new MemoryStream();
        context.Response.Body = made;
        (request.Path, request.QueryString) = (address, QueryString.Empty);
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            (request.Path, request.QueryString) = (path, query);
        }

        if (IsForEverybody(context.Response, cookies))
            return keeper.Keep(key, stamp, context.Response, made, KeptPage.IsBrief(context));
        made.Position = 0;
        await made.CopyToAsync(body, context.RequestAborted);
        return null;
    }

    /// <param name="cookies">How many were set before the page was made: those are the visitor's, and no part of it.</param>
    private static bool IsForEverybody(HttpResponse response, int cookies) =>
        response is { StatusCode: StatusCodes.Status200OK, HasStarted: false, ContentType: { } type }
        && (type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("text/markdown", StringComparison.Ordinal)
            || type.StartsWith("text/plain", StringComparison.Ordinal))
        && response.Headers.SetCookie.Count == cookies
        && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal);

    private static async Task SendAsync(HttpContext context, FinishedPage page)
    {
        var (response, request) = (context.Response, context.Request.GetTypedHeaders());
        response.Headers.ETag = page.ETag.ToString();
        response.Headers.CacheControl = response.Headers.SetCookie.Count > 0 ? "private, no-cache" : "no-cache";
        response.Headers.Vary = "Accept-Encoding, Accept-Language, Cookie";
        if (request.IfNoneMatch.Any(x => x.Compare(page.ETag, useStrongComparison: false)))
        {
            response.ContentType = null;
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        foreach (var (name, value) in page.Headers)
            response.Headers[name] = value;
        response.ContentType = page.ContentType;
        var (encoding, bytes) = Accepts(request, "br") ? ("br", page.Brotli)
            : Accepts(request, "gzip") ? ("gzip", page.Gzip) : (null, page.Unpack());
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool Accepts(RequestHeaders request, string encoding) =>
        request.AcceptEncoding.Any(x => x.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && x.Quality is null or > 0);
}
