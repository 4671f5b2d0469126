using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Charging;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Payments.Gateways;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Charging;

/// <summary>The caps in money hold to the cent, whatever happens at once.</summary>
public sealed class LimitTests
{
    [Theory, Trait("Acceptance", "S0-27")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Triggers_from_two_processes_never_exceed_the_limits(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, processes: 2);
        await house.SwitchOnAsync(amount: 25.01m, daily: 100, monthly: 130);
        for (var round = 0; round < 4; round++)
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => TriggerAsync(house, i % 2, $"{round}-{i}"))));
        Assert.Equal(3 * 2501, await house.SpentAsync());
        Assert.Equal(3, house.Gateway.Intents.Count());
        foreach (var process in house.Processes)
            process.Time.Advance(TimeSpan.FromDays(1));
        for (var round = 4; round < 7; round++)
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => TriggerAsync(house, i % 2, $"{round}-{i}"))));
        Assert.Equal(5 * 2501, await house.SpentAsync(Spending.MonthOf(house.Shell.Time.GetUtcNow())));
        await house.AssertBalanceAsync(5 * 25.01m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Sqlite, 3)]
    [InlineData(DatabaseKind.Postgres, 4)]
    [InlineData(DatabaseKind.Postgres, 5)]
    public async Task Random_histories_keep_to_a_small_model(DatabaseKind kind, int seed)
    {
        await using var house = await Household.OpenAsync(
            kind, settings: new AutoTopUpSettings { FailuresUntilSuspended = 1000, CooldownMinutes = 30 });
        var card = await house.SwitchOnAsync(daily: 80, monthly: 400);
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            house.Gateway.Banks[card] = random.Next(4) switch
            {
                0 => BankAnswer.DeclinesForNow,
                1 => BankAnswer.TakesItsTime,
                _ => BankAnswer.Pays,
            };
            if (random.Next(6) == 0)
                house.Gateway.AnswersToLose = 1;
            switch (random.Next(5))
            {
                case 0:
                    await house.GiveAsync(random.Next(1, 20));
                    break;
                case 1:
                    await house.CarryOnAsync(TimeSpan.FromMinutes(random.Next(1, 600)));
                    break;
                case 2:
                    foreach (var open in (await house.AttemptsAsync()).Where(
                        x => x is { Status: AttemptStatus.Processing, PaymentIntentId: not null }))
                    {
                        var ended = random.Next(2) == 0
                            ? house.Gateway.Settle(open.PaymentIntentId!)
                            : house.Gateway.Cancel(open.PaymentIntentId!);
                        await house.Shell.InScopeAsync<Marketplace.Payments.TopUps.ITopUps,
                            Marketplace.Payments.TopUps.ApplyIntentResult>(x => x.ApplyAsync(ended, default));
                    }

                    break;
                default:
                    await house.DebitAsync(random.Next(1, 25));
                    break;
            }

            await house.Shell.SettleAsync();
            var attempts = await house.AttemptsAsync();
            Assert.True(attempts.Count(x => x.IsOpen) <= 1);
            // What counts is exactly what was paid or may yet be, day by day, and never above the limits.
            foreach (var day in attempts.GroupBy(x => x.Day))
            {
                var expected = day.Where(x => x.IsOpen || x.Status is AttemptStatus.Succeeded).Sum(x => x.Cents);
                Assert.Equal(expected, await house.SpentAsync(day.Key));
                Assert.InRange(expected, 0, 8000);
            }

            Assert.All(
                attempts.GroupBy(x => x.Month),
                x => Assert.InRange(x.Where(y => y.IsOpen || y.Status is AttemptStatus.Succeeded).Sum(y => y.Cents), 0, 40000));
        }

        var sent = (await house.AttemptsAsync()).Where(x => x.SentAt is not null).Select(x => x.Id).Order(StringComparer.Ordinal);
        var asked = await house.QueryAsync<string>("select reference from top_ups order by reference");
        Assert.Equal(sent, asked);
        Assert.NotEmpty(asked);
        Assert.Equal(asked.Count, house.Gateway.ChargeRequests.Select(x => x.IdempotencyKey).Distinct().Count());
        await LedgerInvariants.AssertAsync(house.Shell.Database);
    }

    private static async Task TriggerAsync(Household house, int process, string key)
    {
        var started = await house.StartAsync(new StartAttempt(Household.Ada, AttemptCause.Manual, "test:" + key), process);
        if (started is StartResult.Started { Attempt: var attempt })
            await house.Processes[process].InScopeAsync<ChargeAttempt, Attempt>(x => x.ExecuteAsync(attempt.Id, default));
    }
}
