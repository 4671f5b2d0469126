using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Marketplace.Content.Editing;

/// <summary>Requests that carry a text are longer than others, and still have an end.</summary>
internal static class BoundedJson
{
    /// <summary>Of the text itself, in characters; a longer one is no page that anybody reads.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>JSON may write a character with six.</summary>
    private const long MostBytes = 6L * LongestText + 64 * 1024;

    /// <returns>Null: it is too long, and was not read.</returns>
    public static async Task<JsonBody?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MostBytes)
            return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        try
        {
            return await JsonBody.ReadAsync(request, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
