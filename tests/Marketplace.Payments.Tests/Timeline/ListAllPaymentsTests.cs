using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Disputes;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.Timeline;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Timeline;

public sealed class ListAllPaymentsTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Payments_are_found_by_state_type_method_day_customer_and_any_id(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var open = (await desk.StartedAsync(10m)).Id;
        desk.Shell.Time.Advance(TimeSpan.FromDays(1));
        var refunded = await desk.PaidPackageAsync();
        await desk.HearAsync(Refund(refunded, 500));
        var disputed = await desk.PaidAsync(25m, Desk.Bob);
        await desk.HearAsync(Dispute(disputed, 2500));
        var automatic = Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(
            new ChargeSavedMethod("auto-1", Desk.Bob, Desk.Amount(5m), await desk.SaveCardAsync(Desk.Bob))
            { Type = TransactionType.AutoTopUp })).TopUp;
        var (refundedId, disputedId) = ((await desk.FindAsync(refunded)).Id, (await desk.FindAsync(disputed)).Id);

        Assert.Equal([automatic.Id, disputedId, refundedId, open], await IdsAsync(desk, new AdminPaymentFilter()));
        Assert.Equal([open], await IdsAsync(desk, new AdminPaymentFilter(State: PaymentStanding.Open)));
        Assert.Equal([refundedId], await IdsAsync(desk, new AdminPaymentFilter(State: PaymentStanding.Refunded)));
        Assert.Equal([disputedId], await IdsAsync(desk, new AdminPaymentFilter(State: PaymentStanding.Disputed)));
        Assert.Empty(await IdsAsync(desk, new AdminPaymentFilter(State: PaymentStanding.Failed)));
        Assert.Equal([automatic.Id], await IdsAsync(desk, new AdminPaymentFilter(Type: TransactionType.AutoTopUp)));
        Assert.Equal([automatic.Id, disputedId, refundedId], await IdsAsync(desk, new AdminPaymentFilter(Method: PaidWith.Card)));
        Assert.Empty(await IdsAsync(desk, new AdminPaymentFilter(Method: PaidWith.PayPal)));
        Assert.Equal([open], await IdsAsync(desk, new AdminPaymentFilter(Until: desk.Shell.Time.GetUtcNow().AddHours(-1))));
        Assert.Equal(
            [automatic.Id, disputedId, refundedId],
            await IdsAsync(desk, new AdminPaymentFilter(From: desk.Shell.Time.GetUtcNow().AddHours(-1))));
        Assert.Equal([automatic.Id, disputedId], await FindAsync(desk, Desk.Bob));
        Assert.Empty(await FindAsync(desk, "nobody@example.com"));
        var transaction = Assert.Single(
            await desk.QueryAsync<string>($"select bonus_transaction_id from top_up_credits where top_up_id = '{refundedId}'"));
        foreach (var id in (string[])[refunded, refundedId, "re_1", transaction])
            Assert.Equal([refundedId], await FindAsync(desk, id));
        Assert.Equal([disputedId], await FindAsync(desk, "dp_1"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_customer_is_found_by_name_however_it_is_typed(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind, x => x.Services.AddSingleton<IUserDirectory>(
            new KnownUsers().With(Desk.Ada, null, "JOSÉ ÖDEGÅRD").With(Desk.Bob, null, "Bob")));
        var paid = (await desk.FindAsync(await desk.PaidAsync(25m))).Id;

        foreach (var typed in new[] { "JOSÉ ÖDEGÅRD", "josé ödegård", "odegard", "ADA@", Desk.Ada })
            Assert.Equal([paid], await FindAsync(desk, typed));
        Assert.Empty(await FindAsync(desk, "Bob"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Pages_follow_one_another_without_gaps(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var all = new List<string>();
        for (var i = 0; i < 5; i++)
            all.Insert(0, (await desk.StartedAsync(10m)).Id);
        var seen = new List<string>();
        string? before = null;
        do
        {
            var page = await desk.Shell.InScopeAsync<ListAllPayments,
                AdminPaymentPage>(x => x.ExecuteAsync(new AdminPaymentFilter(), before, 2, default));
            seen.AddRange(page.Payments.Select(x => x.Id));
            before = page.Next;
        }
        while (before is not null);
        Assert.Equal(all, seen);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_timeline_leads_from_the_click_to_the_ledger(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.StartedPackageAsync(500m, 50m, 20m);
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        var declined = desk.Gateway.Decline(intent);
        await desk.ApplyAsync(declined);
        await desk.ApplyAsync(declined);
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Gateway.Pay(intent));
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.HearAsync(Refund(intent, 500));
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed));

        var id = (await desk.FindAsync(intent)).Id;
        var details = (await desk.Shell.InScopeAsync<ReadPayment, PaymentDetails?>(x => x.ExecuteAsync(id, default)))!;
        var moments = await desk.Shell.InScopeAsync<ReadTimeline,
            IReadOnlyList<PaymentTimelineEvent>>(x => x.ExecuteAsync(details, new Dictionary<string, string>(), default));

        Assert.Equal(
            [
                "The customer asked to buy $500.00", "The payment provider opened the payment", "A try failed", "$500.00 were credited",
                "The bonus of $50.00 was credited",
                "A refund of $5.00 was started at the payment provider", "$125.00 left the wallet", "$12.50 of the bonus left the wallet",
                "The refund of $5.00: Sent back by the bank", "$137.50 came back to the wallet",
            ],
            moments.Select(x => x.Title));
        Assert.Equal("Your card was declined.", moments[2].Detail);
        Assert.Equal($"~/admin/credits/transactions/{details.Credited!.TransactionId}", moments[3].Link);
        Assert.Equal((PaymentStanding.Credited, 2000L), (details.Payment.State, details.Left.Cents));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Open_disputes_are_listed_by_the_day_they_must_be_answered(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidAsync(25m);
        await desk.HearAsync(Dispute(intent, 500, id: "dp_later") with { EvidenceDueBy = DateTimeOffset.UnixEpoch.AddDays(20) });
        await desk.HearAsync(Dispute(intent, 500, DisputeStatus.WarningUnderReview, "dp_never") with { EvidenceDueBy = null });
        await desk.HearAsync(Dispute(intent, 500, id: "dp_sooner"));
        await desk.HearAsync(Dispute(intent, 500, DisputeStatus.Lost, "dp_lost"));

        Assert.Equal(
            ["dp_sooner", "dp_later", "dp_never"],
            (await desk.Shell.InScopeAsync<ListOpenDisputes, IReadOnlyList<OpenDispute>>(x => x.ExecuteAsync(default))).Select(x => x.Id));
        Assert.Equal(2, await desk.Shell.InScopeAsync<ListOpenDisputes, int>(x => x.CountToAnswerAsync(default)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_preview_says_what_the_refund_then_does(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Refund(intent, 333));
        var row =
            (await desk.Shell.InScopeAsync<ListAllPayments,
                AdminPaymentPage>(x => x.ExecuteAsync(new AdminPaymentFilter(), null, 1, default))).Payments[0];
        var preview = await desk.Shell.InScopeAsync<PreviewRefund, RefundPreview>(x => x.ExecuteAsync(row.Id, 777, default));
        await desk.HearAsync(Refund(intent, 777, id: "re_2"));

        await desk.AssertBalanceAsync(preview.BalanceAfter.ToDecimal());
        Assert.Equal((Desk.Amount(194.25m), Desk.Amount(19.425m)), (preview.Bought, preview.Bonus));
    }

    private static async Task<IEnumerable<string>> IdsAsync(Desk desk, AdminPaymentFilter filter) =>
        (await desk.Shell.InScopeAsync<ListAllPayments, AdminPaymentPage>(x => x.ExecuteAsync(filter, null, 50, default))).Payments.Select(
            x => x.Id);

    private static async Task<IEnumerable<string>> FindAsync(Desk desk, string typed) =>
        await IdsAsync(
            desk, await desk.Shell.InScopeAsync<FindPayments,
            AdminPaymentFilter>(x => x.ExecuteAsync(typed, new AdminPaymentFilter(), default)));
}
