using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Balance;

/// <summary>Every movement of the account's balance, as one row each.</summary>
internal sealed class SandboxBalance(SandboxObjects objects)
{
    public const string ObjectType = "balance_transaction";
    private const long DisputeFee = 1500;

    /// <summary>2.9 % and 30 cents.</summary>
    public Task<JsonObject> ChargeAsync(SandboxCall call, JsonObject charge, bool isCard)
    {
        var amount = (long)charge["amount"]!;
        return AddAsync(call, isCard ? "charge" : "payment", "charge", amount, ((amount * 29) + 500) / 1000 + 30, charge);
    }

    /// <summary>The fee of the charge is not given back.</summary>
    public Task<JsonObject> RefundAsync(SandboxCall call, JsonObject refund) =>
        AddAsync(call, "refund", "refund", -(long)refund["amount"]!, 0, refund);

    public Task<JsonObject> RefundFailedAsync(SandboxCall call, JsonObject refund) =>
        AddAsync(call, "refund_failure", "refund_failure", (long)refund["amount"]!, 0, refund);

    public Task<JsonObject> WithdrawAsync(SandboxCall call, JsonObject dispute) =>
        AddAsync(call, "adjustment", "dispute", -(long)dispute["amount"]!, DisputeFee, dispute);

    public Task<JsonObject> ReinstateAsync(SandboxCall call, JsonObject dispute) =>
        AddAsync(call, "adjustment", "dispute_reversal", (long)dispute["amount"]!, 0, dispute);

    private async Task<JsonObject> AddAsync(SandboxCall call, string type, string category, long amount, long fee, JsonObject source)
    {
        var row = new JsonObject
        {
            ["id"] = SandboxObjects.NewId("txn"),
            ["object"] = ObjectType,
            ["amount"] = amount,
            ["available_on"] = objects.Now + (2 * 24 * 3600),
            ["balance_type"] = "payments",
            ["created"] = objects.Now,
            ["currency"] = "usd",
            ["description"] = null,
            ["exchange_rate"] = null,
            ["fee"] = fee,
            ["fee_details"] = fee == 0
                ? new JsonArray()
                : new JsonArray(
                    new JsonObject
                    { ["amount"] = fee, ["application"] = null, ["currency"] = "usd", ["description"] = "Stripe processing fees",
                        ["type"] = "stripe_fee" }),
            ["net"] = amount - fee,
            ["reporting_category"] = category,
            ["source"] = SandboxObjects.Id(source),
            ["status"] = "pending",
            ["type"] = type,
        };
        await objects.AddAsync(call, row);
        return row;
    }
}
