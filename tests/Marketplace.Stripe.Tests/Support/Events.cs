using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Account;

namespace Marketplace.Stripe.Tests.Support;

/// <summary>Events as Stripe sends them, for a top-up.</summary>
internal static class Events
{
    private static int _ids;

    public static JsonObject Succeeded(TopUp topUp, StripeHost host) =>
        Make("payment_intent.succeeded", topUp, host, "succeeded", received: true);

    public static JsonObject Make(string type, TopUp topUp, StripeHost host, string status, bool received)
    {
        var cents = new CreditUnit().ToUsd(topUp.Amount)!.Value.Cents;
        return new JsonObject
        {
            ["id"] = "evt_test_" + Interlocked.Increment(ref _ids).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["object"] = "event",
            ["api_version"] = StripeAccount.ApiVersion,
            ["created"] = host.Shell.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject
                {
                    ["id"] = topUp.PaymentIntentId,
                    ["object"] = "payment_intent",
                    ["amount"] = cents,
                    ["amount_received"] = received ? cents : 0,
                    ["client_secret"] = topUp.ClientSecret,
                    ["currency"] = "usd",
                    ["last_payment_error"] = null,
                    ["metadata"] = new JsonObject
                    {
                        ["user_id"] = topUp.UserId,
                        ["tfc_amount"] = topUp.Amount.ToString(),
                        ["purpose"] = "tfc_purchase",
                        ["tenant"] = host.Shell.Tenant.Name,
                        ["topup_id"] = topUp.Id,
                    },
                    ["status"] = status,
                },
            },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        };
    }

    public static JsonObject Intent(this JsonObject stripeEvent) => stripeEvent["data"]!["object"]!.AsObject();

    public static byte[] Bytes(this JsonObject stripeEvent) =>
        Encoding.UTF8.GetBytes(stripeEvent.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
}
