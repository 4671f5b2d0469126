using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Refunds;

/// <summary>Makes refunds, and moves those that are not final.</summary>
internal sealed class SandboxRefunds(
    SandboxObjects objects, SandboxEvents events, SandboxBalance balance, IOutbox outbox, TimeProvider time)
{
    public const string ObjectType = "refund";

    /// <summary>So long the banks of the cards take whose refunds are not final at once; an operator may be faster.</summary>
    public static readonly TimeSpan BankTime = TimeSpan.FromMinutes(2);

    /// <exception cref="StripeFault">More than is left, or a charge that cannot be refunded.</exception>
    public async Task<JsonObject> CreateAsync(
        SandboxCall call, JsonObject charge, long? asked, string? reason, Dictionary<string, string> metadata)
    {
        var id = SandboxObjects.Id(charge);
        var left = (long)charge["amount"]! - (long)charge["amount_refunded"]!;
        if (!(bool)charge["paid"]!)
            throw StripeFault.Invalid(null, $"Charge {id} was not paid and cannot be refunded.", "charge");
        if (left == 0)
            throw StripeFault.Invalid("charge_already_refunded", $"Charge {id} has already been refunded.");
        if ((bool)charge["disputed"]! && !(bool)(charge["_refundable"] ?? false))
            throw StripeFault.Invalid("charge_disputed", $"Charge {id} has been charged back; cannot issue a refund.");
        var amount = asked ?? left;
        if (amount < 1)
            throw StripeFault.Invalid("parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        if (amount > left)
            throw StripeFault.Invalid(
                null, $"Refund amount ({Dollars(amount)}) is greater than unrefunded amount on charge ({Dollars(left)})", "amount");

        var aftermath = await AftermathAsync(call, charge);
        var refund = Build(charge, amount, reason, metadata, aftermath == CardAftermath.PendingRefund ? "pending" : "succeeded");
        await objects.AddAsync(call, refund);
        refund["balance_transaction"] = SandboxObjects.Id(await balance.RefundAsync(call, refund));
        await objects.SaveAsync(call, refund);
        await SetRefundedAsync(call, charge, (long)charge["amount_refunded"]! + amount);
        await events.EmitAsync(call, "refund.created", refund);
        await events.EmitAsync(call, "charge.refunded", charge);
        if (aftermath is CardAftermath.PendingRefund or CardAftermath.FailingRefund)
            await outbox.WriteAsync(
                call.Db, new SandboxRefundDue(SandboxObjects.Id(refund), aftermath == CardAftermath.PendingRefund),
                time.GetUtcNow() + BankTime, call.Cancellation);
        return refund;
    }

    /// <summary>What the bank does later: a pending refund succeeds or fails, one that succeeded is sent back.</summary>
    /// <returns>Null when the refund is final.</returns>
    public async Task<JsonObject?> AdvanceAsync(SandboxCall call, JsonObject refund, bool succeeds)
    {
        var status = (string)refund["status"]!;
        if (status is not ("pending" or "succeeded") || (status == "succeeded" && succeeds))
            return null;
        refund["status"] = succeeds ? "succeeded" : "failed";
        if (!succeeds)
        {
            refund["failure_reason"] = "expired_or_canceled_card";
            refund["failure_balance_transaction"] = SandboxObjects.Id(await balance.RefundFailedAsync(call, refund));
        }

        await objects.SaveAsync(call, refund);
        if (!succeeds)
        {
            var charge = await objects.GetAsync(call, IntentCharge.ObjectType, (string)refund["charge"]!, "charge");
            await SetRefundedAsync(call, charge, (long)charge["amount_refunded"]! - (long)refund["amount"]!);
            await events.EmitAsync(call, "refund.failed", refund);
        }

        await events.EmitAsync(call, "refund.updated", refund);
        return refund;
    }

    private Task SetRefundedAsync(SandboxCall call, JsonObject charge, long amount)
    {
        charge["amount_refunded"] = amount;
        charge["refunded"] = amount == (long)charge["amount"]!;
        return objects.SaveAsync(call, charge);
    }

    private async Task<CardAftermath> AftermathAsync(SandboxCall call, JsonObject charge) =>
        await objects.FindAnyAsync(call, (string)charge["payment_method"]!) is { } method
            && SandboxPaymentMethods.FindCard(method) is { } card ? card.Aftermath : CardAftermath.None;

    private JsonObject Build(JsonObject charge, long amount, string? reason, Dictionary<string, string> metadata, string status) => new()
    {
        ["id"] = SandboxObjects.NewId("re"),
        ["object"] = ObjectType,
        ["amount"] = amount,
        ["balance_transaction"] = null,
        ["charge"] = SandboxObjects.Id(charge),
        ["created"] = objects.Now,
        ["currency"] = charge["currency"]!.DeepClone(),
        ["customer"] = charge["customer"]?.DeepClone(),
        ["customer_account"] = null,
        ["destination_details"] = new JsonObject { ["card"] = new JsonObject { ["type"] = "refund" }, ["type"] = "card" },
        ["metadata"] = new JsonObject(metadata.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
        ["payment_intent"] = charge["payment_intent"]!.DeepClone(),
        ["payment_method"] = charge["payment_method"]!.DeepClone(),
        ["reason"] = reason,
        ["receipt_number"] = null,
        ["source_transfer_reversal"] = null,
        ["status"] = status,
        ["transfer_reversal"] = null,
    };

    private static string Dollars(long cents) => new Usd(cents).Format();
}
