using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Settings;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

public sealed class OutcomeTests
{
    [Theory, Trait("Acceptance", "S0-31")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Other_saved_methods_stand_in_for_one_that_is_declined(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SaveCardAsync(bank: BankAnswer.DeclinesForNow);
        var good = await house.SaveCardAsync();
        var chosen = await house.SaveCardAsync(bank: BankAnswer.DeclinesForGood);
        await house.SaveAsync(Household.Draft(chosen));
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        Assert.Equal(3, house.Gateway.ChargeRequests.Count);
        Assert.Equal(
            [chosen, good], [house.Gateway.ChargeRequests.First().PaymentMethodId, house.Gateway.ChargeRequests.Last().PaymentMethodId]);
        Assert.Equal(
            (AttemptStatus.Succeeded, 2),
            (Assert.Single(await house.AttemptsAsync()).Status, Assert.Single(await house.AttemptsAsync()).Place));
        Assert.Equal(0, (await house.SettingsAsync()).FailuresInRow);
        await house.AssertBalanceAsync(30);

        // The bank said never again of the chosen one.
        await house.SpendAsync(25);
        Assert.Equal(5, house.Gateway.ChargeRequests.Count);
        Assert.DoesNotContain(house.Gateway.ChargeRequests.Skip(3), x => x.PaymentMethodId == chosen);
        await house.AssertBalanceAsync(30);
    }

    [Theory, Trait("Acceptance", "S0-26"), Trait("Acceptance", "S0-30")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_day_of_declines_makes_few_attempts_and_then_none_until_the_card_changes(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        var card = await house.SwitchOnAsync(daily: 50, bank: BankAnswer.DeclinesForNow);
        await house.GiveAsync(500);
        await house.SpendAsync(491);
        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            await house.SpendAsync(0.01m);
            await house.CarryOnAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(3, house.Gateway.ChargeRequests.Count);
        Assert.All(await house.AttemptsAsync(), x => Assert.Equal(AttemptStatus.Failed, x.Status));
        Assert.Empty(await house.QueryAsync<long>("select cents from auto_topup_spending where cents <> 0"));
        Assert.Equal(2, house.Told().Count(x => x == AutoTopUpNotifications.Failed));
        Assert.Single(house.Told(), AutoTopUpNotifications.Suspended);
        Assert.True((await house.SettingsAsync()).IsSuspended);
        Assert.Contains(
            "suspended", Assert.IsType<Marketplace.Credits.Wallet.AutoTopUpResult.Refused>(await house.BuyFirstAsync(50)).Message,
            StringComparison.Ordinal);

        // Saving the same card again changes nothing; a new one does.
        await house.SaveAsync(Household.Draft(card));
        Assert.True((await house.SettingsAsync()).IsSuspended);
        house.Gateway.Banks.Clear();
        await house.ChangeMethodsAsync("update payment_methods set exp_year = 2031 where user_id = @user");
        Assert.False((await house.SettingsAsync()).IsSuspended);
        await house.SpendAsync(0.01m);
        Assert.Equal(AttemptStatus.Succeeded, (await house.AttemptsAsync())[^1].Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Choosing_another_method_lifts_a_suspension(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { FailuresUntilSuspended = 1 });
        await house.SwitchOnAsync(bank: BankAnswer.DeclinesForGood);
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        Assert.True((await house.SettingsAsync()).IsSuspended);
        var other = await house.SaveCardAsync();
        await house.SaveAsync(Household.Draft(other));
        Assert.False((await house.SettingsAsync()).IsSuspended);
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(29);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_answer_stays_unknown_and_is_asked_for_by_the_same_key(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        house.Gateway.AnswersToLose = 3;
        await house.SpendAsync(15);
        Assert.Equal(AttemptStatus.Unknown, Assert.Single(await house.AttemptsAsync()).Status);
        await house.SpendAsync(1);
        await house.CarryOnAsync();
        Assert.Single(house.Gateway.ChargeRequests);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, house.Gateway.ChargeRequests.Count);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromMinutes(6));
        Assert.Single(house.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct());
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(2500, await house.SpentAsync());
        await house.AssertBalanceAsync(29);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Postgres, false)]
    public async Task A_key_that_the_gateway_may_have_forgotten_is_not_used_again_and_its_charge_is_looked_for(
        DatabaseKind kind, bool wasCharged)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        var day = Spending.DayOf(house.Shell.Time.GetUtcNow());
        if (wasCharged)
            house.Gateway.AnswersToLose = int.MaxValue;
        else
            house.LoseRequests(50);
        await house.SpendAsync(15);
        house.Happened();
        for (var hour = 0; hour < 30; hour++)
            await house.CarryOnAsync(TimeSpan.FromHours(1));
        var asked = house.Gateway.ChargeRequests.Count;
        Assert.InRange(asked, 20, 26);
        await house.CarryOnAsync(TimeSpan.FromDays(3));
        Assert.Equal(asked, house.Gateway.ChargeRequests.Count);
        Assert.Equal(wasCharged ? AttemptStatus.Succeeded : AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal(0, (await house.SettingsAsync()).FailuresInRow);
        Assert.Equal(wasCharged ? 2500 : 0, await house.SpentAsync(day));
        await house.AssertBalanceAsync(wasCharged ? 30 : 5);
    }

    [Theory, Trait("Acceptance", "S0-30")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_gateway_that_turns_everything_away_is_waited_for_and_is_no_failure_of_the_customers(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { FailuresUntilSuspended = 1 });
        await house.SwitchOnAsync();
        await house.SaveCardAsync();
        await house.GiveAsync(20);
        foreach (var code in new[] { "api_key_expired", "rate_limit", GatewayError.NotAnswering })
            house.Gateway.Failures.Enqueue(
                new GatewayError(code, "Try later. You were not charged.", OutcomeUnknown: false) { SaysNothing = true });
        await house.SpendAsync(15);
        await house.CarryOnAsync(TimeSpan.FromMinutes(2));
        await house.CarryOnAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(AttemptStatus.Unknown, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Equal([AutoTopUpNotifications.Agreed], house.Told());
        await house.CarryOnAsync(TimeSpan.FromMinutes(6));
        Assert.Single(house.Gateway.ChargeRequests.Select(x => (x.IdempotencyKey, x.PaymentMethodId)).Distinct());
        Assert.Equal(AttemptStatus.Succeeded, Assert.Single(await house.AttemptsAsync()).Status);
        await house.AssertBalanceAsync(30);
    }

    [Theory, Trait("Acceptance", "S0-30")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_request_that_the_gateway_refuses_for_no_fault_of_the_card_pauses_and_counts_nothing(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { FailuresUntilSuspended = 1 });
        await house.SwitchOnAsync();
        await house.SaveCardAsync();
        await house.GiveAsync(20);
        house.Gateway.Failures.Enqueue(
            new GatewayError("parameter_invalid", "The payment could not be started. You were not charged.", OutcomeUnknown: false));
        await house.SpendAsync(15);
        await house.SpendAsync(1);
        Assert.Single(house.Gateway.ChargeRequests);
        var attempt = Assert.Single(await house.AttemptsAsync());
        Assert.Equal((AttemptStatus.Cancelled, 0), (attempt.Status, attempt.Place));
        var settings = await house.SettingsAsync();
        Assert.Equal(
            (0, false, true), (settings.FailuresInRow, settings.IsSuspended, settings.CooldownUntil > house.Shell.Time.GetUtcNow()));
        Assert.Equal(0, await house.SpentAsync());
        Assert.Single(house.Told(), AutoTopUpNotifications.Failed);

        house.Shell.Time.Advance(TimeSpan.FromMinutes(61));
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(28);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_that_the_bank_gives_up_goes_on_to_the_next_method(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.SaveCardAsync();
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        var attempt = Assert.Single(await house.AttemptsAsync());
        Assert.Equal(AttemptStatus.Processing, attempt.Status);
        await house.Shell.InScopeAsync<ITopUps,
            ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Cancel(attempt.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Equal(
            (AttemptStatus.Succeeded, 1),
            (Assert.Single(await house.AttemptsAsync()).Status, Assert.Single(await house.AttemptsAsync()).Place));
        await house.AssertBalanceAsync(30);
    }

    /// <summary>It may take long to answer, and others' payments wait behind the news.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task News_of_a_payment_that_came_to_nothing_does_not_wait_for_the_gateway(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.SaveCardAsync();
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        var attempt = Assert.Single(await house.AttemptsAsync());
        var cancelled = house.Gateway.Cancel(attempt.PaymentIntentId!);
        await house.Shell.InScopeAsync<ITopUps, ApplyIntentResult>(x => x.ApplyAsync(cancelled, default));
        var asked = (house.Gateway.Reads, house.Gateway.ChargeRequests.Count);

        await house.Shell.DrainOutboxAsync();

        Assert.Equal(asked, (house.Gateway.Reads, house.Gateway.ChargeRequests.Count));
        Assert.Equal(attempt.Id, Assert.IsType<AttemptDue>(Assert.Single(house.Shell.Jobs.Waiting).Payload).AttemptId);
        await house.Shell.RunJobsAsync();
        Assert.Equal(2, house.Gateway.ChargeRequests.Count);
        await house.AssertBalanceAsync(30);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_card_that_is_gone_between_the_crossing_and_the_charge_buys_nothing(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync();
        await house.GiveAsync(20);
        await house.DebitAsync(15);
        await house.Shell.DrainOutboxAsync();
        await house.ChangeMethodsAsync("update payment_methods set removed_at = '2026-01-01T00:00:00Z' where user_id = @user");
        Assert.Equal(AttemptStatus.Failed, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Empty(house.Gateway.Intents);
        await house.SpendAsync(1);
        await house.AssertBalanceAsync(4);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Switching_off_between_two_methods_ends_the_attempt(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind);
        await house.SwitchOnAsync(bank: BankAnswer.TakesItsTime);
        await house.SaveCardAsync();
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        await house.SwitchOffAsync();
        var attempt = Assert.Single(await house.AttemptsAsync());
        await house.Shell.InScopeAsync<ITopUps,
            ApplyIntentResult>(x => x.ApplyAsync(house.Gateway.Cancel(attempt.PaymentIntentId!), default));
        await house.Shell.SettleAsync();
        Assert.Equal(AttemptStatus.Cancelled, Assert.Single(await house.AttemptsAsync()).Status);
        Assert.Single(house.Gateway.ChargeRequests);
        Assert.Equal(0, await house.SpentAsync());
    }
}
