using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Content.Serving;

/// <summary>
/// Answers visitors who are not signed in with pages that were made before, and keeps those that it makes. Nothing of anybody who is signed
/// in is kept or given out: their requests pass by.
/// </summary>
internal sealed class KeptPages(RequestDelegate next)
{
    /// <summary>A note that one page left for the next is one visitor's.</summary>
    private const string NoteCookie = "mp_td_";

    public async Task InvokeAsync(HttpContext context, ContentStamp stamp, PageKeeper keeper)
    {
        if (!MayBeKept(context))
        {
            await next(context);
            return;
        }

        var key = await keeper.KeyOfAsync(context);
        var now = await stamp.ReadAsync(context.RequestAborted);
        if ((keeper.Find(key, now) ?? await MakeAsync(context, keeper, key, now)) is { } page)
            await SendAsync(context, page);
    }

    private static bool MayBeKept(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<KeptForVisitorsAttribute>() is not null
        && context.User.Identity is not { IsAuthenticated: true }
        && !context.Request.QueryString.HasValue
        && !context.Request.Cookies.Keys.Any(x => x.StartsWith(NoteCookie, StringComparison.Ordinal));

    /// <returns>Null where the answer was another than a page for everybody; then it is sent already.</returns>
    private async Task<FinishedPage?> MakeAsync(HttpContext context, PageKeeper keeper, string key, long stamp)
    {
        var body = context.Response.Body;
        using var made = new MemoryStream();
        context.Response.Body = made;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (IsForEverybody(context.Response))
            return keeper.Keep(key, stamp, context.Response.ContentType!, made.ToArray(), KeptPage.IsBrief(context));
        made.Position = 0;
        await made.CopyToAsync(body, context.RequestAborted);
        return null;
    }

    private static bool IsForEverybody(HttpResponse response) =>
        response is { StatusCode: StatusCodes.Status200OK, HasStarted: false, ContentType: { } type }
        && type.StartsWith("text/html", StringComparison.Ordinal)
        && response.Headers.SetCookie.Count == 0
        && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal);

    private static async Task SendAsync(HttpContext context, FinishedPage page)
    {
        var (response, request) = (context.Response, context.Request.GetTypedHeaders());
        response.Headers.ETag = page.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding, Accept-Language, Cookie";
        if (request.IfNoneMatch.Any(x => x.Compare(EntityTagHeaderValue.Parse(page.ETag), useStrongComparison: false)))
        {
            response.ContentType = null;
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (name, bytes) = Accepts(request, "br") ? ("br", page.Brotli)
            : Accepts(request, "gzip") ? ("gzip", page.Gzip) : (null, page.Plain);
        if (name is not null)
            response.Headers.ContentEncoding = name;
        response.ContentType = page.ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool Accepts(RequestHeaders request, string encoding) =>
        request.AcceptEncoding.Any(x => x.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && x.Quality is null or > 0);
}
