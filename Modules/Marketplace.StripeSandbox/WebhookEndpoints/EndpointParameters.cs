using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.WebhookEndpoints;

/// <summary>What a webhook endpoint is made of, as it was sent; null where it was not.</summary>
internal static partial class EndpointParameters
{
    /// <exception cref="StripeFault">It is no address that can be posted to.</exception>
    public static string? Url(SandboxParameters p) =>
        p.Text("url") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? text
        : throw StripeFault.Invalid("url_invalid", "Invalid URL: An explicit scheme (such as https) must be provided.", "url");

    /// <exception cref="StripeFault">One of them is no event.</exception>
    public static JsonArray? Events(SandboxParameters p)
    {
        var events = p.List("enabled_events");
        if (events.FirstOrDefault(x => x != "*" && !EventPattern().IsMatch(x)) is { } wrong)
            throw StripeFault.Invalid(null, $"Invalid enabled_events: there is no event \"{wrong}\".", "enabled_events");
        return events.Count == 0 ? null : [.. events.Select(x => (JsonNode)x)];
    }

    /// <exception cref="StripeFault">It looks like none.</exception>
    public static string? Version(SandboxParameters p) =>
        p.Text("api_version") is not { } version || ApiVersions.IsValid(version) ? p.Text("api_version")
        : throw StripeFault.Invalid(null, $"Invalid Stripe API version: {version}", "api_version");

    [GeneratedRegex(@"^[a-z0-9_]+(\.[a-z0-9_]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventPattern();
}
