using Marketplace.Testing;
using Marketplace.TfpMigration.Approvals;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Tests;

/// <summary>Two tabs, two processes, a job that is recovered while the old one still works.</summary>
[Trait("Acceptance", "S0-64")]
public sealed class ConcurrentRunTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_starts_at_once_one_wins(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.WriteMany(5);

        var results = await Race.RunAsync(Enumerable.Range(0, 8).Select(_ =>
            (Func<Task<StartRunResult>>)(() => old.InScopeAsync<RunRequests,
                StartRunResult>(x => x.StartAsync("old", old.Folder, goesOn: true, "test", default)))));

        var started = Assert.Single(results.OfType<StartRunResult.Started>());
        Assert.Equal(7, results.OfType<StartRunResult.Busy>().Count());
        Assert.Equal(RunState.Applied, (await old.FinishAsync(started.RunId))!.State);
        Assert.Equal(5, await old.Shell.CountAsync("tfp_migrated"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_run_worked_on_by_several_at_once_takes_place_once(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.WriteMany(30);
        var id = await old.StartRunAsync(goesOn: true);

        var ends = await Race.RunAsync(Enumerable.Range(0, 4).Select(_ => (Func<Task<TfpRun?>>)(() => old.FinishAsync(id))));

        Assert.All(ends, x => Assert.Equal(RunState.Applied, x!.State));
        Assert.Equal(30, await old.Shell.CountAsync("tfp_migrated"));
        Assert.Equal(60, await old.Shell.CountAsync("ledger_entries"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);

        Assert.True(await old.InScopeAsync<RunRequests, bool>(x => x.RollBackAsync(id, default)));
        ends = await Race.RunAsync(Enumerable.Range(0, 4).Select(_ => (Func<Task<TfpRun?>>)(() => old.FinishAsync(id))));
        Assert.All(ends, x => Assert.Equal(RunState.RolledBack, x!.State));
        Assert.Equal(90, await old.Shell.CountAsync("ledger_entries"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_runs_over_the_same_people_from_two_processes_bring_each_over_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var people = new KnownPeople();
        await using var one = await OldSystem.StartAsync(database, people);
        await using var two = await OldSystem.StartAsync(database, people);
        one.WriteMany(10);
        two.WriteMany(10);
        var first = await one.CheckAsync();
        var second = await two.CheckAsync();

        var opened = await Race.RunAsync<bool>(
        [
            () => one.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(first.Id, default)),
            () => two.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(second.Id, default)),
        ]);
        Assert.Single(opened, x => x);
        await one.FinishAsync(first.Id);
        await two.FinishAsync(second.Id);
        await two.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(second.Id, default));
        await one.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(first.Id, default));
        await Race.RunAsync<TfpRun?>([() => one.FinishAsync(first.Id), () => two.FinishAsync(second.Id)]);

        Assert.Equal(10, await one.Shell.CountAsync("tfp_migrated"));
        Assert.Equal(20, await one.Shell.CountAsync("ledger_entries"));
        await LedgerInvariants.AssertAsync(one.Shell.Database);
    }

    [Fact]
    public async Task A_run_that_changed_something_cannot_be_discarded()
    {
        await using var old = await OldSystem.StartAsync(DatabaseKind.Sqlite);
        old.WriteMany(1);
        var checkedRun = await old.CheckAsync();
        Assert.True(await old.InScopeAsync<DiscardRun, bool>(x => x.ExecuteAsync(checkedRun.Id, "test", default)));
        Assert.Equal(0, await old.Shell.CountAsync("tfp_users"));
        var run = await old.MigrateAsync();
        Assert.False(await old.InScopeAsync<DiscardRun, bool>(x => x.ExecuteAsync(run.Id, "test", default)));
        Assert.False(await old.InScopeAsync<DiscardRun, bool>(x => x.ExecuteAsync("tfp_unknown", "test", default)));
    }
}
