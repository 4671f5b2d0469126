using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>
/// The one reader of the request header <c>Idempotency-Key</c>: 1 to 150 printable ASCII characters without spaces, once. With it, a
/// request that is sent again answers what became of the first one.
/// </summary>
public sealed class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 150;

    private IdempotencyKey()
    {
    }

    /// <param name="isRequired">Else a request without one gets a key of its own.</param>
    /// <param name="problem">What is wrong with the header, in words; null where nothing is.</param>
    /// <returns>The key; empty where there is a problem.</returns>
    public static string Read(HttpRequest request, bool isRequired, out string? problem)
    {
        problem = null;
        var values = request.Headers[Header];
        if (values.Count == 0 && !isRequired)
            return PrefixedId.New("key", request.HttpContext.RequestServices.GetRequiredService<TimeProvider>());
        if (values is [{ Length: > 0 and <= MaxLength } key] && key.All(x => x is > ' ' and <= '~'))
            return key;
        var text = request.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<IdempotencyKey>>();
        problem = isRequired
            ? text[
                "Send this header with 1 to {0} printable characters without spaces, new for each request that shall do something.",
                MaxLength]
            : text["Use 1 to {0} printable characters without spaces.", MaxLength];
        return "";
    }

    /// <summary>Adds what is wrong to the problems of a body, under the header's name.</summary>
    /// <inheritdoc cref="Read(HttpRequest, bool, out string?)"/>
    public static string Read(HttpRequest request, Dictionary<string, string[]> problems, bool isRequired = false)
    {
        var key = Read(request, isRequired, out var problem);
        if (problem is not null)
            problems[Header] = [problem];
        return key;
    }
}
