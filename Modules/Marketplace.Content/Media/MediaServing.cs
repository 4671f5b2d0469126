using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Content.Media;

/// <summary>
/// Files of the library for everybody who knows their address. With the version of their content in the address browsers keep them for
/// good; without it they ask again after a minute, so that a replaced picture is seen soon.
/// </summary>
internal static class MediaServing
{
    private const string ForGood = "public, max-age=31536000, immutable";
    private const string AMinute = "public, max-age=60";

    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(string? path, HttpContext context, MediaIndex index, MediaCopies copies)
    {
        var address = MediaAddress.Root + (path ?? "").ToLowerInvariant();
        // A file that is replaced in this moment is looked up once more.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await index.FindAsync(address, context.RequestAborted) is not { } entry)
                return TypedResults.NotFound();
            if (entry.File.Address != context.Request.Path.Value)
                return Lead(context, entry.File.Address);
            if (await OpenAsync(entry, context, copies) is { } result)
                return result;
            index.Forget();
        }

        return TypedResults.NotFound();
    }

    private static IResult Lead(HttpContext context, string address)
    {
        // Permanent for search engines; for browsers it is not, as the old address may have a file of its own one day.
        context.Response.Headers.CacheControl = AMinute;
        return TypedResults.Redirect(context.Request.PathBase + address + context.Request.QueryString, permanent: true);
    }

    private static async Task<IResult?> OpenAsync(MediaEntry entry, HttpContext context, MediaCopies copies)
    {
        var file = entry.File;
        var variant = int.TryParse(context.Request.Query["w"], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? entry.Variants.FirstOrDefault(x => x.Width == width)
            : null;
        var (hash, size, type) = variant is null
            ? (file.Hash, file.Size, file.ContentType)
            : (variant.Hash, variant.Size, FileType.Webp.ContentType);
        if (await copies.OpenAsync(file.Id, variant?.Width ?? 0, hash, size, context.RequestAborted) is not { } content)
            return null;
        var headers = context.Response.Headers;
        headers.CacheControl = MediaHash.IsVersion(hash, context.Request.Query["v"]) ? ForGood : AMinute;
        headers.XContentTypeOptions = "nosniff";
        // Pictures are shown within pages. Opened by themselves, drawings may not act, and are saved rather than shown.
        headers.ContentSecurityPolicy = type == FileType.Svg.ContentType
            ? "sandbox; default-src 'none'; style-src 'unsafe-inline'"
            : "sandbox; default-src 'none'";
        var isShown = file.IsPicture && type != FileType.Svg.ContentType;
        return TypedResults.Stream(
            content,
            type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type,
            isShown ? null : file.Name,
            file.ChangedAt,
            new EntityTagHeaderValue($"\"{hash[..32]}\""),
            enableRangeProcessing: true);
    }
}
