using Marketplace.Data;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.History;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.History;

public sealed class PaymentHistoryTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task All_attempts_show_with_what_became_of_them(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var paid = await desk.StartedAsync(10m);
        await desk.ApplyAsync(desk.Gateway.Pay(paid.PaymentIntentId!));
        var failed = await desk.StartedAsync(20m);
        await desk.ApplyAsync(desk.Gateway.Cancel(failed.PaymentIntentId!));
        var declined = await desk.StartedAsync(30m);
        await desk.ApplyAsync(desk.Gateway.Decline(declined.PaymentIntentId!, "Your card was declined. You were not charged."));
        desk.Gateway.Failures.Enqueue(new GatewayError("api_error", "Try again. You were not charged.", OutcomeUnknown: false));
        await desk.StartAsync(40m);
        await desk.StartedAsync(50m, user: Desk.Bob);

        var page = await PageAsync(desk, new PaymentFilterText());

        Assert.Equal([4000L, 3000, 2000, 1000], page.Payments.Select(x => x.AmountCents));
        Assert.Equal(["Not started", "Open", "Failed", "Paid"], await WordsAsync(desk, page, x => x.State));
        Assert.Equal(
            ["Try again. You were not charged.", "Your card was declined. You were not charged.",
                "The payment was canceled. You were not charged.", null],
            await WordsAsync(desk, page, x => x.Explain));
        Assert.Equal([false, true, false, false], page.Payments.Select(x => x.CanContinue));
        Assert.Equal([true, true, false, false], page.Payments.Select(x => x.CanGiveUp));
        Assert.EndsWith("-000001", page.Payments[3].Receipt, StringComparison.Ordinal);
        Assert.Equal(
            [declined.Id, .. page.Payments.Take(1).Select(x => x.Id)],
            (await PageAsync(desk, new PaymentFilterText("open"))).Payments.Select(x => x.Id).Order(StringComparer.Ordinal));
        Assert.Equal([failed.Id], (await PageAsync(desk, new PaymentFilterText("failed"))).Payments.Select(x => x.Id));
        Assert.Equal([paid.Id], (await PageAsync(desk, new PaymentFilterText("paid"))).Payments.Select(x => x.Id));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Pages_lead_on_and_back_without_losing_any(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        for (var i = 1; i <= 7; i++)
        {
            await desk.StartedAsync(i);
            desk.Shell.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await PageAsync(desk, new PaymentFilterText(), limit: 3);
        var second = await PageAsync(desk, new PaymentFilterText(), limit: 3, before: first.Older);
        var third = await PageAsync(desk, new PaymentFilterText(), limit: 3, before: second.Older);

        Assert.Equal(
            [700L, 600, 500, 400, 300, 200, 100], new[] { first, second, third }.SelectMany(x => x.Payments).Select(x => x.AmountCents));
        Assert.Equal((null, null), (first.Newer, third.Older));
        var back = await PageAsync(desk, new PaymentFilterText(), limit: 3, after: third.Newer);
        Assert.Equal(second.Payments.Select(x => x.Id), back.Payments.Select(x => x.Id));
        Assert.Equal(
            7, await desk.Shell.InScopeAsync<ListPayments,
            int>(x => x.AllAsync(Desk.Ada, Filter(new PaymentFilterText()), default).CountAsync().AsTask()));
    }

    [Fact]
    public async Task Days_are_counted_in_utc_and_both_belong_to_the_span()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var day = desk.Shell.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await desk.StartedAsync(5m);

        Assert.Single((await PageAsync(desk, new PaymentFilterText(From: day, To: day))).Payments);
        Assert.Empty((await PageAsync(desk, new PaymentFilterText(To: "2020-01-01"))).Payments);
    }

    [Theory]
    [InlineData("all", null, null, "status")]
    [InlineData(null, "1.2.2026", null, "from")]
    [InlineData(null, "2026-02-02", "2026-02-01", "to")]
    [InlineData("", "", "", null)]
    public void A_filter_that_cannot_be_understood_is_named(string? status, string? from, string? to, string? field) =>
        Assert.Equal(field is null ? [] : [field], Filter(new PaymentFilterText(status, from, to)).Problems.Keys);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_was_left_open_goes_on_for_its_owner_only_and_what_was_paid_meanwhile_is_credited(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var open = await desk.StartedAsync(10m);
        var paid = await desk.StartedAsync(20m);
        desk.Gateway.Pay(paid.PaymentIntentId!);

        var goesOn = Assert.IsType<ContinueResult.Open>(await ContinueAsync(desk, Desk.Ada, open.PaymentIntentId!));
        Assert.Equal((open.ClientSecret, 1000L), (goesOn.TopUp.ClientSecret, goesOn.TopUp.AmountCents));
        Assert.IsType<ContinueResult.Unknown>(await ContinueAsync(desk, Desk.Bob, open.PaymentIntentId!));
        Assert.IsType<ContinueResult.Unknown>(await ContinueAsync(desk, Desk.Ada, "pi_unknown"));
        Assert.IsType<ContinueResult.Closed>(await ContinueAsync(desk, Desk.Ada, paid.PaymentIntentId!));
        await desk.AssertBalanceAsync(20m);
        await desk.ApplyAsync(desk.Gateway.Cancel(open.PaymentIntentId!));
        Assert.IsType<ContinueResult.Closed>(await ContinueAsync(desk, Desk.Ada, open.PaymentIntentId!));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_given_up_is_closed_at_the_gateway_unless_it_was_paid_first(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var open = await desk.StartedAsync(10m);
        var paid = await desk.StartedAsync(20m);
        desk.Gateway.Pay(paid.PaymentIntentId!);

        Assert.Equal(TopUpStatus.Failed, await GiveUpAsync(desk, open.Id));
        Assert.Equal(TopUpStatus.Succeeded, await GiveUpAsync(desk, paid.Id));

        Assert.Equal(PaymentIntentStatus.Canceled, desk.Gateway.Intents.Single(x => x.Id == open.PaymentIntentId).Status);
        await desk.AssertBalanceAsync(20m);
    }

    /// <summary>Each state has its own sentence, and only what is over is called closed.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_gone_on_with_is_told_as_it_is(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var (paid, failed, created, bare) =
            (await desk.StartedAsync(10m), await desk.StartedAsync(20m), await desk.StartedAsync(30m), await desk.StartedAsync(40m));
        desk.Gateway.Pay(paid.PaymentIntentId!);
        await desk.ApplyAsync(desk.Gateway.Cancel(failed.PaymentIntentId!));
        await desk.Shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("update top_ups set status = 'Created' where id = @Id", new { created.Id });
                await db.ExecuteAsync("update top_ups set client_secret = null where id = @Id", new { bare.Id });
            },
            default);

        Assert.Equal(
            [
                "This payment is paid; the credits are in your wallet.",
                "This payment is closed. You were not charged; start a new one in your wallet.",
                "This payment is just being started. You have not paid it: try again in a moment.",
                "This payment is open, but it cannot be paid from here. You have not paid it: give it up, then start a new one.",
            ],
            [await ClosedAsync(paid), await ClosedAsync(failed), await ClosedAsync(created), await ClosedAsync(bare)]);

        async Task<string> ClosedAsync(TopUp topUp) =>
            Assert.IsType<ContinueResult.Closed>(await ContinueAsync(desk, Desk.Ada, topUp.PaymentIntentId!)).Message;
    }

    private static Task<TopUpStatus> GiveUpAsync(Desk desk, string id) => desk.Shell.InScopeAsync<GiveUpTopUp, TopUpStatus>(async x =>
        await x.ExecuteAsync((await desk.Shell.Get<TopUpRows>().FindAsync(id, default))!, default));

    private static Task<ContinueResult> ContinueAsync(Desk desk, string user, string intent) =>
        desk.Shell.InScopeAsync<ContinueTopUp, ContinueResult>(x => x.ExecuteAsync(user, intent, default));

    private static PaymentFilter Filter(PaymentFilterText typed) => new ReadPaymentFilter(new PlainText<ReadPaymentFilter>()).Of(typed);

    private static Task<PaymentPage> PageAsync(
        Desk desk, PaymentFilterText typed, int limit = 25, string? before = null, string? after = null) =>
        desk.Shell.InScopeAsync<ListPayments, PaymentPage>(x => x.PageAsync(Desk.Ada, Filter(typed), limit, before, after, default));

    private static Task<List<string?>> WordsAsync(Desk desk, PaymentPage page, Func<PaymentTexts, Func<Payment, string?>> word) =>
        desk.Shell.InScopeAsync<PaymentTexts, List<string?>>(x => Task.FromResult(page.Payments.Select(word(x)).ToList()));
}
