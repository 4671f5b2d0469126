using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary>What of a stored object goes out.</summary>
internal static class SandboxView
{
    /// <summary>What a browser with a client secret sees of an intent.</summary>
    private static readonly string[] Public =
    [
        "id", "object", "amount", "amount_details", "automatic_payment_methods", "canceled_at", "cancellation_reason", "capture_method",
        "client_secret",
        "confirmation_method", "created", "currency", "description", "last_payment_error", "last_setup_error", "usage", "livemode",
        "next_action", "payment_method",
        "payment_method_types", "processing", "receipt_email", "setup_future_usage", "shipping", "source", "status",
    ];

    public static JsonObject Of(JsonObject stored) => SandboxObjects.IsDeleted(stored)
        ? new JsonObject { ["id"] = SandboxObjects.Id(stored), ["object"] = stored["object"]!.DeepClone(), ["deleted"] = true }
        : new(stored.Where(x => !x.Key.StartsWith('_'))
            .Select(x => KeyValuePair.Create(x.Key, x.Value is JsonObject inner ? Of(inner) : x.Value?.DeepClone())));

    public static JsonObject ForBrowser(JsonObject stored)
    {
        var view = Of(stored);
        foreach (var name in view.Select(x => x.Key).Except(Public, StringComparer.Ordinal).ToList())
            view.Remove(name);
        return view;
    }

    public static JsonObject Of(JsonObject stored, SandboxCall call) => call.IsPublishable ? ForBrowser(stored) : Of(stored);
}
