using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Disputes;

/// <summary>Opens disputes after a charge, and moves them to their end.</summary>
internal sealed class SandboxDisputes(SandboxObjects objects, SandboxEvents events, SandboxBalance balance)
{
    public const string ObjectType = "dispute";
    public const string WarningType = "radar.early_fraud_warning";
    private const long ResponseTime = 9 * 24 * 3600;

    private static readonly string[] EvidenceMembers =
    [
        "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure", "cancellation_rebuttal",
        "customer_communication", "customer_email_address", "customer_name", "customer_purchase_ip", "customer_signature",
        "duplicate_charge_documentation", "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt",
        "refund_policy", "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation",
        "shipping_address", "shipping_carrier", "shipping_date", "shipping_documentation", "shipping_tracking_number",
        "uncategorized_file", "uncategorized_text",
    ];

    public Task FollowAsync(SandboxCall call, JsonObject charge, CardAftermath aftermath) => aftermath switch
    {
        CardAftermath.FraudulentDispute => OpenAsync(call, charge, "fraudulent", isInquiry: false),
        CardAftermath.NotReceivedDispute => OpenAsync(call, charge, "product_not_received", isInquiry: false),
        CardAftermath.Inquiry => OpenAsync(call, charge, "general", isInquiry: true),
        CardAftermath.EarlyFraudWarning => WarnAsync(call, charge),
        _ => Task.CompletedTask,
    };

    /// <param name="status">under_review, won or lost; warning_under_review or warning_closed for an inquiry.</param>
    /// <returns>Null when the dispute cannot go there.</returns>
    public async Task<JsonObject?> AdvanceAsync(SandboxCall call, JsonObject dispute, string status)
    {
        if (!DisputeRules.CanMove((string)dispute["status"]!, status))
            return null;
        dispute["status"] = status;
        var isClosed = DisputeRules.IsFinal(status);
        if (isClosed)
            dispute["evidence_details"]!["due_by"] = null;
        if (status == "won")
            dispute["balance_transactions"]!.AsArray().Add((JsonNode)SandboxView.Of(await balance.ReinstateAsync(call, dispute)));
        await objects.SaveAsync(call, dispute);
        if (status == "won")
            await events.EmitAsync(call, "charge.dispute.funds_reinstated", dispute);
        await events.EmitAsync(call, isClosed ? "charge.dispute.closed" : "charge.dispute.updated", dispute);
        return dispute;
    }

    private async Task OpenAsync(SandboxCall call, JsonObject charge, string reason, bool isInquiry)
    {
        var dispute = Build(charge, reason, isInquiry);
        charge["disputed"] = true;
        charge["_refundable"] = isInquiry;
        await objects.SaveAsync(call, charge);
        if (!isInquiry)
            dispute["balance_transactions"]!.AsArray().Add((JsonNode)SandboxView.Of(await balance.WithdrawAsync(call, dispute)));
        await objects.AddAsync(call, dispute);
        await events.EmitAsync(call, "charge.dispute.created", dispute);
        if (!isInquiry)
            await events.EmitAsync(call, "charge.dispute.funds_withdrawn", dispute);
    }

    private async Task WarnAsync(SandboxCall call, JsonObject charge)
    {
        var warning = new JsonObject
        {
            ["id"] = SandboxObjects.NewId("issfr"),
            ["object"] = WarningType,
            ["actionable"] = true,
            ["charge"] = SandboxObjects.Id(charge),
            ["created"] = objects.Now,
            ["fraud_type"] = "misc",
            ["livemode"] = false,
            ["payment_intent"] = charge["payment_intent"]!.DeepClone(),
        };
        await objects.AddAsync(call, warning);
        await events.EmitAsync(call, "radar.early_fraud_warning.created", warning);
    }

    private JsonObject Build(JsonObject charge, string reason, bool isInquiry) => new()
    {
        ["id"] = SandboxObjects.NewId("dp"),
        ["object"] = ObjectType,
        ["amount"] = charge["amount"]!.DeepClone(),
        ["balance_transactions"] = new JsonArray(),
        ["charge"] = SandboxObjects.Id(charge),
        ["created"] = objects.Now,
        ["currency"] = charge["currency"]!.DeepClone(),
        ["enhanced_eligibility_types"] = new JsonArray(),
        ["evidence"] = NoEvidence(),
        ["evidence_details"] = new JsonObject
        {
            ["due_by"] = objects.Now + ResponseTime,
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = false,
            ["past_due"] = false,
            ["submission_count"] = 0,
            ["submission_method"] = "not_submitted",
        },
        ["intended_submission_method"] = null,
        ["is_charge_refundable"] = isInquiry,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = charge["payment_intent"]!.DeepClone(),
        ["reason"] = reason,
        ["status"] = isInquiry ? "warning_needs_response" : "needs_response",
    };

    private static JsonObject NoEvidence() =>
        new(EvidenceMembers.Select(x => KeyValuePair.Create(x, (JsonNode?)null))) { ["enhanced_evidence"] = new JsonObject() };
}

/// <summary>Where a dispute may go from where it is.</summary>
internal static class DisputeRules
{
    public static bool CanMove(string from, string to) => NextOf(from).Contains(to, StringComparer.Ordinal);

    public static bool IsFinal(string status) => NextOf(status).Length == 0;

    public static string[] NextOf(string status) => status switch
    {
        "needs_response" => ["under_review", "won", "lost"],
        "under_review" => ["won", "lost"],
        "warning_needs_response" => ["warning_under_review", "warning_closed"],
        "warning_under_review" => ["warning_closed"],
        _ => [],
    };
}
