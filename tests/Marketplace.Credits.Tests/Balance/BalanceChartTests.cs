using Marketplace.Credits.Balance.Chart;
using Marketplace.Credits.BurnRate;
using Marketplace.Credits.Tests.Support;
using Marketplace.Testing;
using Marketplace.Ui;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Balance;

public sealed class BalanceChartTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_day_closes_with_its_last_entry_and_quiet_days_keep_the_balance(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAtAsync("2026-03-03T12:00:00Z", TopUp(10));
        await shell.PostedAtAsync("2026-03-03T23:59:59.999999Z", Purchase(1));
        await shell.PostedAtAsync("2026-03-04T00:00:00Z", Purchase(2));
        await shell.PostedAtAsync("2026-03-06T10:00:00Z", TopUp(5));

        var days = await shell.Get<ReadDailyBalances>().ExecuteAsync(Ada, new DateOnly(2026, 3, 6), 5, default);

        Assert.Equal([CreditAmount.Zero, Amount(9), Amount(7), Amount(7), Amount(12)], days);
        Assert.Empty(await shell.Get<ReadDailyBalances>().ExecuteAsync(Bob, new DateOnly(2026, 3, 6), 5, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shell.Get<ReadDailyBalances>().ExecuteAsync(Ada, default, 0, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-43")]
    public async Task The_chart_goes_on_from_today_at_the_burn_rate(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(
            kind, setup => setup.Services.AddScoped<IRecurringCosts>(_ => new Costs(Amount(23))), new Startup());
        await shell.PostedAtAsync("2026-03-02T10:00:00Z", TopUp(47.5m));

        var chart = await shell.InScopeAsync<BalanceChart, Marketplace.Ui.ChartData?>(x => x.DrawAsync(Ada, default));

        Assert.Equal(61, chart!.Labels.Count);
        Assert.Equal(("31 Jan", "2 Mar", "1 Apr"), (chart.Labels[0], chart.Labels[30], chart.Labels[60]));
        Assert.Equal(["area", "projection", "threshold"], chart.Series.Select(x => x.Kind));
        Assert.All(chart.Series, x => Assert.Equal(61, x.Values.Count));
        Assert.Equal((0m, 47.5m, null), (chart.Series[0].Values[29], chart.Series[0].Values[30], chart.Series[0].Values[31]));
        Assert.Equal(
            (null, 47.5m, 46.73m, 24.5m),
            (chart.Series[1].Values[29], chart.Series[1].Values[30], chart.Series[1].Values[31], chart.Series[1].Values[60]));
        Assert.All(chart.Series[2].Values, x => Assert.Equal(10m, x));
        Assert.Null(await shell.InScopeAsync<BalanceChart, Marketplace.Ui.ChartData?>(x => x.DrawAsync(Bob, default)));
    }

    [Fact]
    public void The_projection_of_the_largest_costs_stays_exact() =>
        Assert.Equal(new CreditAmount(-long.MaxValue), BalanceChart.Project(CreditAmount.Zero, new CreditAmount(long.MaxValue)).Last());

    private sealed class Costs(CreditAmount monthly) : IRecurringCosts
    {
        public string Title => "Costs";

        public Task<IReadOnlyList<RecurringCost>> ReadAsync(string userId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecurringCost>>(userId == Ada ? [new RecurringCost("dep_1", "VM", monthly, "Running")] : []);
    }
}
