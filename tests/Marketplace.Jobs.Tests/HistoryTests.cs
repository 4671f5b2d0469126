using Marketplace.Jobs.History;
using Marketplace.Testing;

namespace Marketplace.Jobs.Tests;

public sealed class HistoryTests
{
    private int _run;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_history_is_filtered_paged_and_bounded(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        var runs = shell.Get<JobRuns>();
        for (var i = 1; i <= 6; i++)
        {
            shell.Time.Advance(TimeSpan.FromMinutes(1));
            await runs.WriteAsync(
                new(i % 2 == 0 ? JobKind.Task : JobKind.Job, i % 2 == 0 ? "Even" : "Odd", i % 2 == 0 ? "" : "k", i),
                shell.Time.GetUtcNow(), TimeSpan.FromSeconds(i), i == 5 ? JobOutcome.Failed : JobOutcome.Succeeded, i == 5 ? "No." : null,
                default);
        }

        Assert.Equal([6, 4, 2], (await runs.ListAsync(new(Type: "Even"), default)).Select(x => x.Attempt));
        var failed = Assert.Single(await runs.ListAsync(new(Outcome: JobOutcome.Failed), default));
        Assert.Equal((5000, "No.", "k"), (failed.DurationMs, failed.Error, failed.JobKey));
        var first = await runs.ListAsync(new(Take: 4), default);
        Assert.Equal([2, 1], (await runs.ListAsync(new(Before: first[^1].Id), default)).Select(x => x.Attempt));
        Assert.Equal(6, (await runs.LastByTypeAsync(default))["Even"].Attempt);
        Assert.Equal(5, (await runs.FindLastAsync("Odd", "k", default))!.Attempt);
        Assert.Equal(["Even", "Odd"], await runs.ListTypesAsync(default));

        shell.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(2.5));
        Assert.Equal(3, await runs.PurgeAsync(default));
        Assert.Equal(3, (await runs.ListAsync(new(), default)).Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_goes_as_the_last_time_is_written_once_an_hour_and_what_goes_otherwise_always(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        var runs = shell.Get<JobRuns>();
        await RunAsync(JobOutcome.Succeeded);
        await RunAsync(JobOutcome.Succeeded);
        Assert.Equal(shell.Time.GetUtcNow(), runs.LastRoutine("Often"));
        await RunAsync(JobOutcome.Failed);
        await RunAsync(JobOutcome.Succeeded);
        await RunAsync(JobOutcome.Succeeded);
        await RunAsync(JobOutcome.Succeeded, seconds: 2);
        shell.Time.Advance(TimeSpan.FromHours(1));
        await RunAsync(JobOutcome.Succeeded);
        Assert.Equal([1, 3, 4, 6, 7], (await runs.ListAsync(new(), default)).Select(x => x.Attempt).Order());

        Task RunAsync(JobOutcome outcome, int seconds = 0)
        {
            shell.Time.Advance(TimeSpan.FromMinutes(1));
            return runs.WriteAsync(
                new(JobKind.Task, "Often", "", ++_run, IsRoutine: true), shell.Time.GetUtcNow(), TimeSpan.FromSeconds(seconds), outcome,
                error: null, default);
        }
    }

    [Fact]
    public async Task A_type_that_runs_often_keeps_its_last_500_runs()
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, new Startup());
        var runs = shell.Get<JobRuns>();
        for (var i = 0; i < 503; i++)
        {
            shell.Time.Advance(TimeSpan.FromSeconds(1));
            await runs.WriteAsync(
                new(JobKind.Task, "Often", "", i), shell.Time.GetUtcNow(), TimeSpan.Zero, JobOutcome.Succeeded, null, default);
        }

        Assert.Equal(3, await runs.PurgeAsync(default));
        Assert.Equal(3, (await runs.ListAsync(new(Take: 1000), default))[^1].Attempt);
    }
}
