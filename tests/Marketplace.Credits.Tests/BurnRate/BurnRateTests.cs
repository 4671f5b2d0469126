using Marketplace.Credits.BurnRate;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.BurnRate;

public sealed class BurnRateTests
{
    private static readonly RecurringCost[] Sample =
    [
        new("dep_1", "VM-Production", Amount(15), "Running"), new("dep_2", "Gateway-EU", Amount(5), "Running"),
        new("dep_3", "Storage-Backup", Amount(3), "Running"),
    ];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-43")]
    public async Task The_documented_sample(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind, new Reporter("A", Sample));
        await shell.PostedAsync(TopUp(47.50m));

        var analysis = await AnalyseAsync(shell);

        Assert.Equal(Amount(47.50m), analysis.Balance);
        Assert.Equal(Amount(23), analysis.Monthly);
        Assert.Equal(Amount(0.77m), analysis.Daily(2));
        Assert.Equal(Amount(24.50m), analysis.ProjectedBalance);
        Assert.Equal(61, analysis.DaysUntilEmpty);
        Assert.Equal(Sample, analysis.Costs);
        Assert.False(analysis.SuggestsAutoTopUp);
        Assert.Empty(analysis.Unreadable);
    }

    [Fact]
    [Trait("Acceptance", "S0-43")]
    public async Task What_is_reserved_cannot_be_burnt_twice()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite, new Reporter("A", Sample));
        await shell.PostedAsync(TopUp(47.50m));
        await shell.PlacedAsync(Hold(7.50m));

        Assert.Equal(Amount(40), (await AnalyseAsync(shell)).Balance);
    }

    [Fact]
    public async Task Nothing_burns_where_nobody_reports_and_where_nothing_runs()
    {
        await using var none = await ShellAsync(DatabaseKind.Sqlite);
        await using var empty = await ShellAsync(
            DatabaseKind.Sqlite, new Reporter("A"), new Reporter("B", new RecurringCost("x", "Free", Amount(0), "Running")));
        foreach (var analysis in new[] { await AnalyseAsync(none), await AnalyseAsync(empty) })
        {
            Assert.Equal(CreditAmount.Zero, analysis.Monthly);
            Assert.Null(analysis.DaysUntilEmpty);
            Assert.Equal(CreditAmount.Zero, analysis.ProjectedBalance);
        }
    }

    [Fact]
    [Trait("Acceptance", "S0-46")]
    public async Task A_failing_reporter_is_named_and_the_others_count()
    {
        await using var shell = await ShellAsync(
            DatabaseKind.Sqlite, new Reporter("First", Sample[0]), new FailingReporter(), new Reporter("Last", Sample[1]));

        var analysis = await AnalyseAsync(shell);

        Assert.Equal(["Domains"], analysis.Unreadable);
        Assert.Equal(Amount(20), analysis.Monthly);
        Assert.Contains("FailingReporter could not report", shell.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_waits_for_a_reporter_whose_reader_left()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite, new FailingReporter());
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => shell.InScopeAsync<IBurnRate, BurnRateAnalysis>(x => x.AnalyseAsync(Ada, stop.Token)));
    }

    private static Task<BurnRateAnalysis> AnalyseAsync(TestShell shell) =>
        shell.InScopeAsync<IBurnRate, BurnRateAnalysis>(x => x.AnalyseAsync(Ada, default));

    private static Task<TestShell> ShellAsync(DatabaseKind kind, params IRecurringCosts[] reporters) =>
        TestShell.CreateAsync(kind, new Startup(), new Reporters(reporters));

    private sealed class Reporters(IRecurringCosts[] reporters) : StartupBase
    {
        public override void ConfigureServices(IServiceCollection services)
        {
            foreach (var reporter in reporters)
                services.AddScoped(_ => reporter);
        }
    }

    private sealed class Reporter(string title, params RecurringCost[] costs) : IRecurringCosts
    {
        public string Title => title;

        public Task<IReadOnlyList<RecurringCost>> ReadAsync(string userId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecurringCost>>(userId == Ada ? costs : []);
    }

    private sealed class FailingReporter : IRecurringCosts
    {
        public string Title => "Domains";

        public Task<IReadOnlyList<RecurringCost>> ReadAsync(string userId, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The registry does not answer.");
    }
}
