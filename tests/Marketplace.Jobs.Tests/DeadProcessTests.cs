using System.Diagnostics;
using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Jobs.Tests;

/// <summary>What dead, slow and deaf processes leave behind.</summary>
public sealed class DeadProcessTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_longer_than_every_time_out_never_runs_twice_at_once(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var left = Host(store);
        var tenant = await left.AddTenantAsync(database, "one", Arrange);
        // A file has one owner.
        await using var right = kind == DatabaseKind.Postgres ? Host(store) : null;
        if (right is not null)
            await right.AddTenantAsync(database, "one", Arrange);
        _works.Work = (_, _) => Task.Delay(5 * Short);
        await left.StartAsync();
        await (right?.StartAsync() ?? Task.CompletedTask);

        await EnqueueAsync(tenant, "long");
        await Eventually.IsTrueAsync(() => !_works.Done.IsEmpty, "the long job is done");
        await UntilEmptyAsync(tenant);
        Assert.Equal(1, _works.Runs);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Locks_left_by_a_dead_process_delay_nothing_for_longer_than_its_claims(DatabaseKind kind)
    {
        Assert.True(new JobsOptions().ClaimTime * 4 / 3 + TimeSpan.FromSeconds(15) <= TimeSpan.FromSeconds(90));
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var dead = Host(store);
        var connection = (await dead.Jobs.GetAsync(default)).Storage.GetConnection();
        string[] locks = ["locks:schedulepoller", "recurring-jobs:lock"];
        foreach (var name in locks)
            connection.AcquireDistributedLock(name, TimeSpan.FromSeconds(1));

        await using var living = Host(store);
        var tenant = await living.AddTenantAsync(database, "one", Arrange);
        await living.StartAsync();
        var clock = Stopwatch.StartNew();
        await EnqueueAsync(tenant, "at once");
        await EnqueueAsync(tenant, "put off", TimeSpan.FromMilliseconds(100));
        await Eventually.IsTrueAsync(() => _works.Done.Count == 2, "both jobs are done");
        Assert.True(clock.Elapsed < Short + TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_job_whose_claim_somebody_else_took_is_asked_to_stop()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Postgres);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var host = Host(store);
        var stopped = new TaskCompletionSource();
        var tenant = await host.AddTenantAsync(
            database, "one", services => services.AddSingleton(stopped).AddSingleton(_works).AddJob<EndlessJob, Note>());
        await host.StartAsync();
        await tenant.Get<IJobQueue>().EnqueueAsync<EndlessJob, Note>(new Note("a"), "a", TimeSpan.Zero, CancellationToken.None);
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "it runs");

        await database.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update queued_jobs set claimed_by = 'another', claimed_until = @later",
                new { later = TimeProvider.System.GetUtcNow().AddHours(1) }),
            default);

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var (jobs, _) = await tenant.Get<QueuedJobs>().ListAsync(0, 10, default);
        Assert.Equal(QueuedJobState.Running, Assert.Single(jobs).State);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_that_runs_is_nobody_elses_however_late_a_clock_says_it_is(DatabaseKind kind)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 10, 2, 0, TimeSpan.Zero));
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var left = TestHost.Create(store, services => services.AddSingleton<TimeProvider>(clock));
        await using var other = TestHost.Create(store, services => services.AddSingleton<TimeProvider>(clock));
        // A file has one owner.
        var right = kind == DatabaseKind.Postgres ? other : left;
        var tenant = await left.AddTenantAsync(database, "one", Arrange);
        if (right != left)
            await right.AddTenantAsync(database, "one", Arrange);
        var gate = new TaskCompletionSource();
        _works.Work = (_, _) => gate.Task;
        await left.StartAsync();
        await EnqueueAsync(tenant, "a");
        await Eventually.IsTrueAsync(() => _works.Runs == 1, "it runs");
        var job = Assert.Single((await tenant.Get<QueuedJobs>().ListAsync(0, 10, default)).Jobs);

        clock.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<TryAgainException>(
            () => right.HostJobs.RunQueuedAsync("one", job.Name, null, CancellationToken.None));
        await tenant.Get<JobQueue>().TellOfForgottenAsync(default);
        Assert.Equal(1, await left.CountPendingAsync());

        gate.SetResult();
        await UntilEmptyAsync(tenant);
        Assert.Equal(1, _works.Runs);
    }

    [Fact]
    public async Task Work_is_asked_to_stop_before_its_claim_lapses_when_the_database_does_not_answer()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(
            store, services => services.Configure<JobsOptions>(options => options.ClaimTime = TimeSpan.FromMilliseconds(300)));
        var never = new TaskCompletionSource<bool>();
        await Assert.ThrowsAsync<TryAgainException>(() => Claim.New(host.Jobs).WhileAsync(
            host.Jobs, _ => never.Task, token => Task.Delay(Timeout.Infinite, token), CancellationToken.None));
    }

    private static TestHost Host(JobsPlace store) =>
        TestHost.Create(store, services => services.Configure<JobsOptions>(options => options.ClaimTime = Short));

    private void Arrange(IServiceCollection services) => services.AddSingleton(_works).AddJob<NoteJob, Note>();

    private static Task EnqueueAsync(TestShell tenant, string text, TimeSpan delay = default) =>
        tenant.Get<IJobQueue>().EnqueueAsync<NoteJob, Note>(new Note(text), text, delay, CancellationToken.None);

    private static Task UntilEmptyAsync(TestShell tenant) => Eventually.IsTrueAsync(
        async () => (await tenant.Get<QueuedJobs>().ListAsync(0, 100, CancellationToken.None)).Jobs.Count == 0, "no job is left");

    /// <summary>Runs until it is asked to stop.</summary>
    private sealed class EndlessJob(Works works, TaskCompletionSource stopped) : IJob<Note>
    {
        public async Task ExecuteAsync(Note payload, CancellationToken cancellationToken)
        {
            await works.RunAsync(payload.Text);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                stopped.TrySetResult();
            }
        }
    }
}
