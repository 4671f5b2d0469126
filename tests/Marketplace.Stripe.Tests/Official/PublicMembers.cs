using System.Text.Json.Nodes;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>
/// Holds what was answered to a publishable key against what Stripe tells whoever has an intent's client secret: that and no more.
/// </summary>
internal static class PublicMembers
{
    private static readonly Dictionary<string, string> OfIntents = new(StringComparer.Ordinal)
    {
        ["payment_intent"] =
            """
            id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method client_secret
            confirmation_method created currency description last_payment_error livemode next_action payment_method payment_method_types
            processing receipt_email setup_future_usage shipping source status
            """,
        ["setup_intent"] =
            """
            id object automatic_payment_methods cancellation_reason client_secret created description last_setup_error livemode next_action
            payment_method payment_method_types status usage
            """,
    };

    /// <summary>What Stripe.net cannot leave empty and a browser is not told.</summary>
    private static readonly Dictionary<string, (string Name, JsonNode Value)[]> Kept = new(StringComparer.Ordinal)
    {
        ["payment_intent"] = [("amount_capturable", 0), ("amount_received", 0)],
        ["setup_intent"] = [("attach_to_self", false)],
    };

    public static IReadOnlyList<string> Problems(string answer)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        var problems = new List<string>();
        foreach (var intent in (JsonNode?[])[json, json["error"]?["payment_intent"], json["error"]?["setup_intent"]])
        {
            if ((string?)intent?["object"] is not { } kind || !OfIntents.TryGetValue(kind, out var members))
                continue;
            var told = members.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var names = intent!.AsObject().Select(x => x.Key).ToList();
            problems.AddRange(told.Except(names, StringComparer.Ordinal).Select(x => $"{kind} lacks {x}"));
            problems.AddRange(names.Except(told, StringComparer.Ordinal).Select(x => $"{kind}.{x} is kept from browsers"));
            foreach (var (name, value) in Kept[kind])
                intent[name] ??= value.DeepClone();
        }

        return [.. problems, .. KnownMembers.Problems(json.ToJsonString())];
    }
}
