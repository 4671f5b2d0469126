using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Limits;
using Marketplace.Payments.Reconciliation.OpenTopUps;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Tests.Limits;

/// <summary>What a customer may buy in one day: exactly, whatever happens at once.</summary>
public sealed class LimitedTopUpTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_new_account_is_told_which_limit_how_much_is_left_and_until_when(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.StartedAsync(380m);

        var limit = Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(120.01m)).Limit;

        Assert.Equal((DailyLimitKind.NewAccount, new Usd(50_000), new Usd(12_000)), (limit.Kind, limit.LimitUsd, limit.LeftUsd));
        var tomorrow = desk.Shell.Time.GetUtcNow().UtcDateTime.Date.AddDays(1);
        Assert.Equal(tomorrow, limit.ResetsAt.UtcDateTime);
        Assert.Contains("$500", limit.Message, StringComparison.Ordinal);
        Assert.Contains("$120", limit.Message, StringComparison.Ordinal);
        Assert.Contains("not charged", limit.Message, StringComparison.Ordinal);
        Assert.Single(await desk.QueryAsync<string>("select id from top_ups"));
        Assert.Single(desk.Gateway.Intents);
        await desk.StartedAsync(120m);
        Assert.IsType<StartTopUpResult.Started>(await desk.StartAsync(500m, user: Desk.Bob));
        desk.Shell.Time.Advance(TimeSpan.FromDays(1));
        await desk.StartedAsync(500m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Attempts_at_the_same_moment_keep_to_the_limit_exactly(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);

        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => desk.StartAsync(50m))));

        Assert.Equal(10, results.OfType<StartTopUpResult.Started>().Count());
        Assert.Equal(14, results.OfType<StartTopUpResult.LimitReached>().Count());
        Assert.Equal([50_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
        Assert.Equal(10, desk.Gateway.Intents.Count());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_failed_gives_its_share_back_and_takes_it_again_when_it_was_paid_after_all(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var first = await desk.StartedAsync(500m);
        await desk.ApplyAsync(desk.Gateway.Cancel(first.PaymentIntentId!));
        Assert.Equal([0L], await desk.QueryAsync<long>("select cents from top_up_days"));
        await desk.StartedAsync(100m);

        // The gateway's messages come in any order: this one tells that the money was collected.
        await desk.ApplyAsync(desk.Gateway.Pay(first.PaymentIntentId!));

        Assert.Equal([60_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
        Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(0.5m));
        await desk.AssertBalanceAsync(500m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_gateway_that_is_away_costs_nothing_of_the_day(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        // Whoever never bought has no customer at the gateway either, and is not counted before it is there.
        await desk.CustomerAsync();
        for (var i = 0; i < 3; i++)
        {
            desk.Gateway.Failures.Enqueue(new GatewayError("api_error", "Try again.", OutcomeUnknown: i == 1));
            Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync(300m, "away"));
        }

        Assert.Equal([0L], await desk.QueryAsync<long>("select cents from top_up_days"));
        await desk.StartedAsync(300m);
        Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(300m, "away"));
        desk.Shell.Time.Advance(TimeSpan.FromDays(1));
        await desk.StartedAsync(300m, "away");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Payments_left_open_make_room_for_another_after_half_an_hour(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var left = await desk.StartedAsync(500m);
        Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(100m));
        desk.Shell.Time.Advance(TimeSpan.FromMinutes(31));

        await desk.StartedAsync(100m);

        Assert.Equal(TopUpStatus.Failed, (await desk.FindAsync(left.PaymentIntentId!)).Status);
        Assert.Equal(PaymentIntentStatus.Canceled, desk.Gateway.Intents.Single(x => x.Id == left.PaymentIntentId).Status);
        Assert.Equal([10_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_left_open_for_a_day_is_closed_and_one_that_was_paid_meanwhile_is_credited(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var left = await desk.StartedAsync(20m);
        var paid = await desk.StartedAsync(30m);
        desk.Gateway.Pay(paid.PaymentIntentId!);
        desk.Shell.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var young = await desk.StartedAsync(40m);

        await desk.Shell.InScopeAsync<SettleOpenTopUps, int>(x => x.ExecuteAsync(default));

        Assert.Equal(TopUpStatus.Failed, (await desk.FindAsync(left.PaymentIntentId!)).Status);
        Assert.Equal(TopUpStatus.Succeeded, (await desk.FindAsync(paid.PaymentIntentId!)).Status);
        Assert.Equal(TopUpStatus.Pending, (await desk.FindAsync(young.PaymentIntentId!)).Status);
        await desk.AssertBalanceAsync(30m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_given_up_while_the_gateway_opens_it_cannot_be_paid(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.CustomerAsync();
        desk.Gateway.Meanwhile = async intent =>
        {
            var row = (await desk.Shell.InScopeAsync<TopUpRows, TopUpRow?>(x => x.FindAsync(intent.Metadata["topup_id"], default)))!;
            await desk.Shell.InScopeAsync<GiveUpTopUp, TopUpStatus>(x => x.ExecuteAsync(row, default));
            await desk.StartedAsync(500m);
        };

        Assert.Equal("payment_canceled", Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync(500m, "both")).Error.Code);
        Assert.Equal(
            [PaymentIntentStatus.Canceled, PaymentIntentStatus.RequiresPaymentMethod],
            desk.Gateway.Intents.Select(x => x.Status).OrderDescending());
        Assert.Equal([50_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
        Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync(500m, "both"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_that_lost_its_share_while_the_gateway_opens_it_cannot_be_paid(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.CustomerAsync();
        desk.Gateway.Meanwhile = async _ =>
        {
            // The same request came twice, and the second was turned away.
            desk.Gateway.Failures.Enqueue(new GatewayError("rate_limit", "Try again.", OutcomeUnknown: false));
            Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync(500m, "twice"));
            await desk.StartedAsync(500m);
        };

        Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(500m, "twice"));
        Assert.Equal(
            [PaymentIntentStatus.Canceled, PaymentIntentStatus.RequiresPaymentMethod],
            desk.Gateway.Intents.Select(x => x.Status).OrderDescending());
        Assert.Equal([50_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Days_long_past_are_forgotten_and_today_is_not(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        await desk.StartedAsync(20m);
        desk.Shell.Time.Advance(TimeSpan.FromDays(31));
        await desk.StartedAsync(30m);
        await desk.Shell.InScopeAsync<ForgetTopUpDays, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });
        Assert.Equal([3_000L], await desk.QueryAsync<long>("select cents from top_up_days"));
        Assert.Equal([3_000L], await desk.QueryAsync<long>("select cents from top_up_reservations"));
        Assert.Equal(2, (await desk.QueryAsync<string>("select id from top_ups")).Count);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Charges_without_their_owner_count_too_and_a_repeated_key_counts_once(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var card = await desk.SaveCardAsync();
        desk.Gateway.Banks[card] = BankAnswer.DeclinesForNow;
        Assert.IsType<ChargeResult.Declined>(await desk.ChargeAsync(new ChargeSavedMethod("atu_1:0", Desk.Ada, Desk.Amount(400m), card)));
        desk.Gateway.Banks[card] = BankAnswer.Pays;
        var second = new ChargeSavedMethod("atu_2:0", Desk.Ada, Desk.Amount(400m), card);
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(second));
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(second));

        var reached = Assert.IsType<ChargeResult.LimitReached>(
            await desk.ChargeAsync(new ChargeSavedMethod("atu_3:0", Desk.Ada, Desk.Amount(400m), card)));

        Assert.Equal(new Usd(10_000), reached.Limit.LeftUsd);
        Assert.Equal(2, desk.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct().Count());
        await desk.AssertBalanceAsync(400m);
    }

    [Fact]
    public async Task The_limit_for_everybody_holds_for_old_accounts()
    {
        await using var desk = await OpenAsync(
            DatabaseKind.Sqlite, registeredDaysAgo: 31, settings: new PaymentsSettings { DailyLimitUsd = new Usd(100_000) });
        await desk.StartedAsync(600m);

        Assert.Equal(DailyLimitKind.Everybody, Assert.IsType<StartTopUpResult.LimitReached>(await desk.StartAsync(400.5m)).Limit.Kind);
    }

    [Fact]
    public async Task Old_accounts_are_not_limited_unless_somebody_says_so()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, registeredDaysAgo: 31);
        await desk.StartedAsync(10_000m);
        await desk.StartedAsync(10_000m);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_left_of_the_day_can_be_asked_before_anything_is_planned(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        Assert.Equal(new Usd(50_000), await LeftAsync(Desk.Ada));
        await desk.StartedAsync(450m);
        Assert.Equal((new Usd(5_000), new Usd(50_000)), (await LeftAsync(Desk.Ada), await LeftAsync(Desk.Bob)));
        desk.Shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Usd(50_000), await LeftAsync(Desk.Ada));
        desk.Shell.Time.Advance(TimeSpan.FromDays(30));
        Assert.Null(await LeftAsync(Desk.Ada));

        Task<Usd?> LeftAsync(string user) => desk.Shell.InScopeAsync<ITopUps, Usd?>(x => x.ReadLeftTodayAsync(user, default));
    }

    private static Task<Desk> OpenAsync(DatabaseKind kind, int registeredDaysAgo = 1, PaymentsSettings? settings = null) =>
        Desk.OpenAsync(kind, x =>
        {
            x.Services.AddSingleton<IUserDirectory>(new KnownUsers()
                .With(Desk.Ada, x.Time.GetUtcNow().AddDays(-registeredDaysAgo)).With(Desk.Bob, x.Time.GetUtcNow()));
            x.Tenant.Set(PaymentsSettings.Section, settings ?? new PaymentsSettings());
        });
}
