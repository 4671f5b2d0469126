using Stripe;

namespace Marketplace.Stripe.Tests.Official.Flows;

/// <summary>What follows a payment, and the account's books: refunds, disputes, warnings, balance, events.</summary>
internal static class RecordFlow
{
    /// <summary>What happens along the flows, at the least.</summary>
    public static readonly IReadOnlyList<string> EventTypes =
    [
        "payment_intent.created", "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.requires_action",
        "payment_intent.canceled", "setup_intent.created", "setup_intent.succeeded", "setup_intent.setup_failed",
        "setup_intent.requires_action", "setup_intent.canceled", "charge.succeeded", "charge.failed", "charge.refunded",
        "refund.created", "refund.updated", "refund.failed", "charge.dispute.created", "charge.dispute.closed",
        "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated", "radar.early_fraud_warning.created",
        "payment_method.attached", "payment_method.updated", "payment_method.detached", "customer.created", "customer.updated",
        "customer.deleted",
    ];

    public static async Task RunAsync(OfficialClient client)
    {
        await RefundAsync(client);
        await DisputeAsync(client);
        await WarnAsync(client.Api);
        await BooksAsync(client.Api);
        await EventsAsync(client.Api);
        await AccountAsync(client.Api);
    }

    private static async Task AccountAsync(V1Services api)
    {
        Assert.True((await api.Accounts.GetSelfAsync()).ChargesEnabled);
        var takes = (await api.PaymentMethodConfigurations.ListAsync(new() { Limit = 100 })).Single();
        Assert.Equal((true, true, null, true), (takes.IsDefault, takes.Active, takes.Application, takes.Paypal.Available));
        var read = await api.PaymentMethodConfigurations.GetAsync(takes.Id);
        Assert.Equal((true, "on", null), (read.Card.Available, read.Card.DisplayPreference.Value, read.Card.DisplayPreference.Overridable));
    }

    private static async Task RefundAsync(OfficialClient client)
    {
        var api = client.Api;
        var paid = await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_visa"));
        var part = await api.Refunds.CreateAsync(
            new() { PaymentIntent = paid.Id, Amount = 1000, Reason = "requested_by_customer", Expand = ["charge", "balance_transaction"] });
        Assert.Equal(("succeeded", 1000L, 1000L), (part.Status, part.Amount, part.Charge.AmountRefunded));
        Assert.Equal(-1000, part.BalanceTransaction.Amount);
        var changed = await api.Refunds.UpdateAsync(part.Id, new() { Metadata = new() { ["why"] = "test" } });
        Assert.Equal("test", changed.Metadata["why"]);
        Assert.Equal("test", (await api.Refunds.GetAsync(part.Id)).Metadata["why"]);
        Assert.Single(await api.Refunds.ListAsync(new() { PaymentIntent = paid.Id, Expand = ["data.payment_intent.payment_method"] }));

        var waiting = await api.Refunds.CreateAsync(
            new() { PaymentIntent = (await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_refundFail"))).Id });
        await client.Host.Server.PostAsync($"refunds/{waiting.Id}/sandbox_advance", ("outcome", "fail"));
        var failed = await api.Refunds.GetAsync(waiting.Id, new() { Expand = ["failure_balance_transaction"] });
        Assert.Equal(("failed", 2500L), (failed.Status, failed.FailureBalanceTransaction.Amount));
    }

    private static async Task DisputeAsync(OfficialClient client)
    {
        var api = client.Api;
        var won = await DisputedAsync(api, "pm_card_createDispute");
        Assert.Equal(("needs_response", "fraudulent", -2500L), (won.Status, won.Reason, won.BalanceTransactions[0].Amount));
        Assert.Equal(won.Id, (await api.Disputes.GetAsync(won.Id, new() { Expand = ["charge", "payment_intent"] })).Id);
        won = await api.Disputes.UpdateAsync(
            won.Id, new() { Evidence = new() { UncategorizedText = "winning_evidence" }, Submit = true });
        Assert.Equal(("won", 2), (won.Status, won.BalanceTransactions.Count));
        var lost = await DisputedAsync(api, "pm_card_createDisputeProductNotReceived");
        Assert.Equal("lost", (await api.Disputes.CloseAsync(lost.Id)).Status);
        Assert.Equal("warning_needs_response", (await DisputedAsync(api, "pm_card_createDisputeInquiry")).Status);
    }

    private static async Task<Dispute> DisputedAsync(V1Services api, string token)
    {
        var paid = await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: token));
        return (await api.Disputes.ListAsync(new() { PaymentIntent = paid.Id })).Single();
    }

    private static async Task WarnAsync(V1Services api)
    {
        var paid = await api.PaymentIntents.CreateAsync(PaymentFlow.Dollars(token: "pm_card_createIssuerFraudRecord"));
        var warning = (await api.Radar.EarlyFraudWarnings.ListAsync(new() { PaymentIntent = paid.Id })).Single();
        var read = await api.Radar.EarlyFraudWarnings.GetAsync(warning.Id, new() { Expand = ["charge"] });
        Assert.Equal((true, "misc", paid.LatestChargeId), (read.Actionable, read.FraudType, read.Charge.Id));
    }

    private static async Task BooksAsync(V1Services api)
    {
        var net = 0L;
        string? last = null;
        await foreach (var row in api.BalanceTransactions.ListAutoPagingAsync(new() { Limit = 100, Expand = ["data.source"] }))
        {
            Assert.Equal(row.Amount - row.Fee, row.Net);
            Assert.NotNull(row.Source);
            net += row.Net;
            last = row.Id;
        }

        Assert.Equal(last, (await api.BalanceTransactions.GetAsync(last!)).Id);
        var balance = await api.Balance.GetAsync(new BalanceGetOptions());
        var pending = balance.Pending.Single();
        Assert.Equal((net, "usd"), (balance.Available.Single().Amount + pending.Amount, pending.Currency));
        Assert.Equal(pending.Amount, pending.SourceTypes["card"]);
    }

    /// <summary>Whatever happened before is in them, whole.</summary>
    private static async Task EventsAsync(V1Services api)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        string? last = null;
        await foreach (var told in api.Events.ListAutoPagingAsync(new() { Limit = 100 }))
        {
            Assert.NotNull(told.Data.Object);
            types.Add(told.Type);
            last = told.Id;
        }

        Assert.Equal(last, (await api.Events.GetAsync(last!)).Id);
        Assert.Empty(EventTypes.Except(types, StringComparer.Ordinal));
    }
}
