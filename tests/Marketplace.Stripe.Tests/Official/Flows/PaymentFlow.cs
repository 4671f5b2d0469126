using System.Net;
using Marketplace.Stripe.Tests.Support;
using Stripe;

namespace Marketplace.Stripe.Tests.Official.Flows;

/// <summary>Payments of every kind: made, changed, confirmed, challenged, cancelled, read, listed.</summary>
internal static class PaymentFlow
{
    public static async Task RunAsync(OfficialClient client)
    {
        await PayAsync(client.Api);
        await ChallengeAsync(client);
        await PayPalAsync(client);
        await CancelAsync(client.Api);
        await SaveAlongTheWayAsync(client.Api);
        await ListAsync(client.Api);
    }

    public static PaymentIntentCreateOptions Dollars(long cents = 2500, string? token = null) => new()
    {
        Amount = cents,
        Currency = "usd",
        AllowedPaymentMethodTypes = ["card"],
        Confirm = token is not null,
        PaymentMethod = token,
        Description = "Credits",
        Metadata = new() { ["user_id"] = "usr_ada", ["tfc_amount"] = "25.00" },
    };

    private static async Task PayAsync(V1Services api)
    {
        var once = new RequestOptions { IdempotencyKey = "net-payment" };
        var made = await api.PaymentIntents.CreateAsync(Dollars(), once);
        Assert.Equal(("requires_payment_method", 2500L, "usr_ada"), (made.Status, made.Amount, made.Metadata["user_id"]));
        Assert.Equal(["card"], made.PaymentMethodTypes);
        Assert.Equal(["card"], made.AllowedPaymentMethodTypes);
        Assert.Null(made.AutomaticPaymentMethods);
        Assert.Equal(made.Id, (await api.PaymentIntents.CreateAsync(Dollars(), once)).Id);

        var changed = await api.PaymentIntents.UpdateAsync(made.Id, new()
        {
            Amount = 2600, Description = "More credits", ReceiptEmail = "ada@example.com", PaymentMethod = "pm_card_visa",
            AllowedPaymentMethodTypes = ["card", "paypal", "klarna"], Metadata = new() { ["user_id"] = "", ["why"] = "test" },
        });
        Assert.Equal(
            ("requires_confirmation", 2600L, "More credits", "ada@example.com"),
            (changed.Status, changed.Amount, changed.Description, changed.ReceiptEmail));
        Assert.Equal(["card", "paypal"], changed.PaymentMethodTypes);
        Assert.Equal(["tfc_amount", "why"], changed.Metadata.Keys.Order(StringComparer.Ordinal));

        var paid = await api.PaymentIntents.ConfirmAsync(
            made.Id, new() { Expand = ["latest_charge.balance_transaction", "payment_method"] });
        Assert.Equal(("succeeded", 2600L, "4242"), (paid.Status, paid.AmountReceived, paid.PaymentMethod.Card.Last4));
        Assert.Equal((2600L, 105L, 2495L), Money(paid.LatestCharge.BalanceTransaction));
        var card = paid.LatestCharge.PaymentMethodDetails.Card;
        Assert.Equal(("visa", "visa", 2600L), (card.Brand, card.Network, card.AmountAuthorized));
        Assert.Null(card.ThreeDSecure);
        Assert.Equal(paid.LatestChargeId, (await api.Charges.GetAsync(paid.LatestChargeId)).Id);
        Assert.Single((await api.Charges.ListAsync(new() { PaymentIntent = paid.Id })).Data);

        var over = await api.PaymentIntents.UpdateAsync(made.Id, new() { Description = "Paid", Metadata = new() { ["why"] = "paid" } });
        Assert.Equal(("succeeded", "Paid", "paid"), (over.Status, over.Description, over.Metadata["why"]));
        var late = await OfficialClient.RefusedAsync(() => api.PaymentIntents.UpdateAsync(made.Id, new() { Amount = 100 }));
        Assert.Equal((HttpStatusCode.BadRequest, "payment_intent_unexpected_state"), (late.HttpStatusCode, late.StripeError.Code));
    }

    private static async Task ChallengeAsync(OfficialClient client)
    {
        var options = Dollars(token: "pm_card_authenticationRequired");
        options.ReturnUrl = "https://shop.example/back";
        var asked = await client.Api.PaymentIntents.CreateAsync(options);
        Assert.Equal(("requires_action", "redirect_to_url"), (asked.Status, asked.NextAction.Type));
        Assert.Equal("https://shop.example/back", asked.NextAction.RedirectToUrl.ReturnUrl);
        await AnswerAsync(client, $"payment_intents/{asked.Id}", asked.ClientSecret, "succeed");
        var paid = await client.Api.PaymentIntents.GetAsync(asked.Id, new() { Expand = ["latest_charge"] });
        Assert.Equal(("succeeded", "authenticated"), (paid.Status, paid.LatestCharge.PaymentMethodDetails.Card.ThreeDSecure.Result));

        var inPage = Dollars(token: "pm_card_authenticationRequired");
        inPage.UseStripeSdk = true;
        var failed = await client.Api.PaymentIntents.CreateAsync(inPage);
        Assert.Equal("use_stripe_sdk", failed.NextAction.Type);
        await AnswerAsync(client, $"payment_intents/{failed.Id}", failed.ClientSecret, "fail");
        var open = await client.Api.PaymentIntents.GetAsync(failed.Id);
        Assert.Equal(
            ("requires_payment_method", "payment_intent_authentication_failure"), (open.Status, open.LastPaymentError.Code));
    }

    private static async Task PayPalAsync(OfficialClient client)
    {
        var options = Dollars();
        options.AllowedPaymentMethodTypes = ["paypal"];
        options.PaymentMethodData = new() { Type = "paypal", BillingDetails = new() { Email = "ada@example.com" } };
        options.Confirm = true;
        options.ReturnUrl = "https://shop.example/back";
        var asked = await client.Api.PaymentIntents.CreateAsync(options);
        Assert.Equal("redirect_to_url", asked.NextAction.Type);
        await AnswerAsync(client, $"payment_intents/{asked.Id}", asked.ClientSecret, "succeed");
        var paid = await client.Api.PaymentIntents.GetAsync(asked.Id, new() { Expand = ["latest_charge", "payment_method"] });
        Assert.Equal(
            ("paypal", "ada@example.com"), (paid.PaymentMethod.Type, paid.LatestCharge.PaymentMethodDetails.Paypal.PayerEmail));
    }

    private static async Task CancelAsync(V1Services api)
    {
        var made = await api.PaymentIntents.CreateAsync(new() { Amount = 2500, Currency = "usd" });
        Assert.True(made.AutomaticPaymentMethods.Enabled);
        var canceled = await api.PaymentIntents.CancelAsync(made.Id, new() { CancellationReason = "abandoned" });
        Assert.Equal(("canceled", "abandoned"), (canceled.Status, canceled.CancellationReason));
        Assert.NotNull(canceled.CanceledAt);
    }

    private static async Task SaveAlongTheWayAsync(V1Services api)
    {
        var customer = await api.Customers.CreateAsync(new() { Email = "kept@example.com" });
        var options = Dollars(token: "pm_card_visa");
        options.Customer = customer.Id;
        options.SetupFutureUsage = "off_session";
        var first = await api.PaymentIntents.CreateAsync(options);
        var later = Dollars(token: first.PaymentMethodId);
        later.Customer = customer.Id;
        later.OffSession = true;
        var paid = await api.PaymentIntents.CreateAsync(later, new() { IdempotencyKey = "net-off-session" });
        Assert.Equal(("succeeded", customer.Id, first.PaymentMethodId), (paid.Status, paid.CustomerId, paid.PaymentMethodId));
    }

    private static async Task ListAsync(V1Services api)
    {
        var ids = new List<string>();
        await foreach (var intent in api.PaymentIntents.ListAutoPagingAsync(new() { Limit = 2, Expand = ["data.latest_charge"] }))
            ids.Add(intent.Id);
        Assert.True(ids.Count > 5);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The customer at their bank, or at PayPal.</summary>
    public static async Task AnswerAsync(OfficialClient client, string path, string secret, string outcome)
    {
        var reply = await client.Host.Browser.PostAsync($"{path}/sandbox_challenge", ("client_secret", secret), ("outcome", outcome));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    private static (long Amount, long Fee, long Net) Money(BalanceTransaction row) => (row.Amount, row.Fee, row.Net);
}
