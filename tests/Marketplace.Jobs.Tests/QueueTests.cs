using Marketplace.Jobs.History;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Storage;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using QueuedJob = Marketplace.Jobs.Queue.QueuedJob;

namespace Marketplace.Jobs.Tests;

public sealed class QueueTests
{
    private readonly Works _works = new();

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_runs_once_inside_its_tenant(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var one = await host.AddTenantAsync(kind, "one", Arrange);
        var two = await host.AddTenantAsync(kind, "two", Arrange);
        await host.StartAsync();

        await EnqueueAsync(one, "a");
        await EnqueueAsync(two, "b");
        await UntilEmptyAsync(one, two);

        Assert.Equal(["one:a", "two:b"], _works.Done.Order(StringComparer.Ordinal));
        var run = Assert.Single(await RunsAsync(one));
        Assert.Equal(
            (JobKind.Job, StoredNames.Of(typeof(NoteJob)), "a", 1, JobOutcome.Succeeded),
            (run.Kind, run.Type, run.JobKey, run.Attempt, run.Outcome));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_stored_job_survives_the_process_that_stored_it(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var before = TestHost.Create(store))
            await EnqueueAsync(await before.AddTenantAsync(database, "one", Arrange), "a");
        Assert.Empty(_works.Done);

        await using var after = TestHost.Create(store);
        var tenant = await after.AddTenantAsync(database, "one", Arrange);
        var stored = await after.ReadWaitingAsync();
        Assert.Equal(("Marketplace.Jobs.HostJobs", "RunQueuedAsync"), (stored.Type, stored.Method));
        await after.StartAsync();
        await UntilEmptyAsync(tenant);
        Assert.Equal("one:a", Assert.Single(_works.Done));
    }

    [Fact]
    public async Task A_job_whose_process_dies_half_way_runs_again()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var hung = new TaskCompletionSource();
        _works.Work = (_, before) => before == 0 ? hung.Task : Task.CompletedTask;
        await using var dead = TestHost.Create(store);
        await EnqueueAsync(await dead.AddTenantAsync(database, "one", Arrange), "a");
        await dead.StartAsync();
        await Eventually.IsTrueAsync(() => _works.Runs == 1, "the first run began");
        dead.Freeze();

        await using var next = TestHost.Create(store);
        var tenant = await next.AddTenantAsync(database, "one", Arrange);
        await next.StartAsync();
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the second run ended");
        await UntilEmptyAsync(tenant);
        hung.SetException(new InvalidOperationException("It was dead already."));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_second_job_of_a_key_is_not_added_while_the_first_waits_or_runs(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        var gate = new TaskCompletionSource();
        _works.Work = (_, _) => gate.Task;

        await EnqueueAsync(tenant, "a");
        await EnqueueAsync(tenant, "a");
        await host.StartAsync();
        await Eventually.IsTrueAsync(() => _works.Runs == 1, "the job runs");
        await EnqueueAsync(tenant, "a");
        await EnqueueAsync(tenant, "b");
        gate.SetResult();
        await UntilEmptyAsync(tenant);
        Assert.Equal(["one:a", "one:b"], _works.Done.Order(StringComparer.Ordinal));

        await EnqueueAsync(tenant, "a");
        await UntilEmptyAsync(tenant);
        Assert.Equal(3, _works.Done.Count);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_failing_job_is_tried_again_then_kept_until_somebody_retries_or_discards_it(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        _works.Work = (_, before) => before < 6 ? throw new InvalidOperationException($"No luck {before}.") : Task.CompletedTask;
        await host.StartAsync();

        await EnqueueAsync(tenant, "a");
        var failed = await UntilFailedAsync(tenant);
        Assert.Equal(4, _works.Runs);
        Assert.Equal(
            [(1, "No luck 0."), (2, "No luck 1."), (3, "No luck 2."), (4, "No luck 3.")],
            (await RunsAsync(tenant)).Select(x => (x.Attempt, x.Error!)).Order());

        // A new job of the same key takes the failed one's place.
        await EnqueueAsync(tenant, "a");
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the job succeeded");
        await UntilEmptyAsync(tenant);

        _works.Work = (_, before) => before < 11 ? throw new InvalidOperationException("Still none.") : Task.CompletedTask;
        await EnqueueAsync(tenant, "a");
        await UntilFailedAsync(tenant);
        Assert.False(await tenant.Get<DecideOnJob>().RetryAsync("task/" + failed.Name, default));
        Assert.True(await tenant.Get<DecideOnJob>().RetryAsync(failed.Name, default));
        await UntilEmptyAsync(tenant);
        Assert.Equal(2, _works.Done.Count);

        _works.Work = (_, _) => throw new InvalidOperationException("Never.");
        await EnqueueAsync(tenant, "z");
        var last = await UntilFailedAsync(tenant);
        Assert.True(await tenant.Get<DecideOnJob>().DiscardAsync(last.Name, default));
        await UntilEmptyAsync(tenant);
        Assert.False(await tenant.Get<DecideOnJob>().DiscardAsync(last.Name, default));
        Assert.Equal(
            [(JobActs.JobRetried, failed.Name), (JobActs.JobDiscarded, last.Name)],
            tenant.Get<TestAudit>().Entries.Select(x => (x.Act, x.Record)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_waits_for_its_delay_and_for_its_tenant(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await host.StartAsync();

        await EnqueueAsync(tenant, "later", TimeSpan.FromHours(1));
        await EnqueueAsync(tenant, "soon", TimeSpan.FromMilliseconds(50));
        await Eventually.IsTrueAsync(() => _works.Done.Count == 1, "the short delay passed");
        var (waiting, _) = await tenant.Get<QueuedJobs>().ListAsync(0, 10, default);
        var later = Assert.Single(waiting, x => x.Key == "later");
        Assert.Equal(QueuedJobState.Waiting, later.State);
        Assert.InRange(later.DueAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));

        host.Directory.Tenants["one"].State = TenantState.Disabled;
        await EnqueueAsync(tenant, "disabled");
        // What is left is the one that is due in an hour.
        await Eventually.IsTrueAsync(
            async () => host.Directory.Refused > 0 && await host.CountPendingAsync() == 1, "Hangfire does not try again and again");
        Assert.Equal(QueuedJobState.Waiting, (await FindAsync(tenant, "disabled"))!.State);
        using var end = new CancellationTokenSource();
        var following = host.Schedules.RunAsync(end.Token);
        host.Directory.Tenants["one"].State = TenantState.Running;
        host.Directory.Raise("one");
        await Eventually.IsTrueAsync(() => _works.Done.Contains("one:disabled"), "the job ran when its tenant did");
        Assert.Equal(2, _works.Runs);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_does_not_start_early_though_Hangfire_has_an_older_one_of_it(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        await host.StartAsync();
        await EnqueueAsync(tenant, "later", TimeSpan.FromHours(1));
        var name = (await FindAsync(tenant, "later"))!.Name;

        await host.Jobs.AddAsync(x => x.RunQueuedAsync("one", name, null, CancellationToken.None), DateTimeOffset.MinValue, default);
        await Eventually.IsTrueAsync(async () => (await host.ReadScheduledAsync()).Count == 2, "it was put off until then");

        Assert.All(await host.ReadScheduledAsync(), x => Assert.True(x.At > DateTime.UtcNow.AddMinutes(55)));
        Assert.Equal(0, _works.Runs);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_goes_wrong_around_a_job_is_tried_again_however_often(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", Arrange);
        host.Directory.Tenants["one"].Trouble = new InvalidOperationException("The database is away.");
        await host.StartAsync();

        await EnqueueAsync(tenant, "a");
        await Eventually.IsTrueAsync(async () => (await host.ReadScheduledAsync()).Count == 1, "it is put off");
        Assert.Equal(0, await host.CountFailedAsync());
        host.Directory.Tenants["one"].Trouble = null;
        await UntilEmptyAsync(tenant);
        Assert.Equal(1, _works.Runs);
        Assert.Equal(0, await host.CountFailedAsync());
    }

    [Fact]
    public async Task A_tenant_that_is_not_known_yet_is_not_a_tenant_that_is_gone()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        await Assert.ThrowsAsync<TryAgainException>(() => host.HostJobs.RunQueuedAsync("new", "job/a", null, CancellationToken.None));

        await host.StartAsync();
        await host.Jobs.AddAsync(
            x => x.RunQueuedAsync("gone", "job/a", null, CancellationToken.None), TimeProvider.System.GetUtcNow(), default);
        await Eventually.IsTrueAsync(async () => await host.CountPendingAsync() == 0, "after some looks it is");
        Assert.Equal(0, await host.CountFailedAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_job_that_no_feature_brings_is_kept_as_failed(DatabaseKind kind)
    {
        await using var store = await JobsPlace.CreateAsync(kind);
        await using var host = TestHost.Create(store);
        var tenant = await host.AddTenantAsync(kind, "one", services => services.AddSingleton(_works));
        await host.StartAsync();

        await EnqueueAsync(tenant, "a");
        await UntilFailedAsync(tenant);
        var run = Assert.Single(await RunsAsync(tenant));
        Assert.Contains("No enabled feature brings the job", run.Error, StringComparison.Ordinal);
        await Eventually.IsTrueAsync(async () => await host.CountFailedAsync() == 1, "Hangfire has it as failed, too");
    }

    [Fact]
    public async Task A_tenant_sees_and_touches_only_its_own_jobs()
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Sqlite);
        await using var host = TestHost.Create(store);
        var one = await host.AddTenantAsync(DatabaseKind.Sqlite, "one", Arrange);
        var two = await host.AddTenantAsync(DatabaseKind.Sqlite, "two", Arrange);
        _works.Work = (_, _) => throw new InvalidOperationException("No.");
        await host.StartAsync();

        await EnqueueAsync(one, "a");
        var failed = await UntilFailedAsync(one);
        Assert.Empty((await two.Get<QueuedJobs>().ListAsync(0, 10, default)).Jobs);
        Assert.False(await two.Get<QueuedJobs>().DiscardAsync(failed.Name, default));
        Assert.False(await two.Get<QueuedJobs>().RetryAsync(failed.Name, default));
        Assert.Empty(await RunsAsync(two));
    }

    [Theory, InlineData(false, 1_000), InlineData(true, 40)]
    public async Task Two_processes_on_one_database_run_each_job_once(bool isPooled, int jobs)
    {
        await using var store = await JobsPlace.CreateAsync(DatabaseKind.Postgres, isPooled);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var left = TestHost.Create(store);
        await using var right = TestHost.Create(store);
        var inLeft = await left.AddTenantAsync(database, "one", Arrange);
        var inRight = await right.AddTenantAsync(database, "one", Arrange);
        await Task.WhenAll(left.StartAsync(), right.StartAsync());

        await Parallel.ForEachAsync(
            Enumerable.Range(0, jobs), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await EnqueueAsync(i % 2 == 0 ? inLeft : inRight, $"n{i}"));
        await Eventually.IsTrueAsync(() => _works.Done.Count >= jobs, "every job is done");
        await UntilEmptyAsync(inLeft);
        Assert.Equal(jobs, _works.Done.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(jobs, _works.Runs);
    }

    private void Arrange(IServiceCollection services) => services.AddSingleton(_works).AddJob<NoteJob, Note>();

    private static Task EnqueueAsync(TestShell tenant, string text, TimeSpan delay = default) =>
        tenant.Get<IJobQueue>().EnqueueAsync<NoteJob, Note>(new Note(text), text, delay, CancellationToken.None);

    private static Task<IReadOnlyList<JobRun>> RunsAsync(TestShell tenant) =>
        tenant.Get<JobRuns>().ListAsync(new JobRunFilter(), CancellationToken.None);

    private static async Task<QueuedJob?> FindAsync(TestShell tenant, string key) =>
        (await tenant.Get<QueuedJobs>().ListAsync(0, 100, CancellationToken.None)).Jobs.FirstOrDefault(x => x.Key == key);

    private static async Task<QueuedJob> UntilFailedAsync(TestShell tenant)
    {
        QueuedJob? failed = null;
        await Eventually.IsTrueAsync(
            async () =>
                (failed = (await tenant.Get<QueuedJobs>().ListAsync(0, 100, CancellationToken.None)).Jobs.FirstOrDefault(
                    x => x.State == QueuedJobState.Failed)) is not null,
            "the job failed for good");
        return failed!;
    }

    private static async Task UntilEmptyAsync(params TestShell[] tenants)
    {
        foreach (var tenant in tenants)
            await Eventually.IsTrueAsync(
                async () => (await tenant.Get<QueuedJobs>().ListAsync(0, 100, CancellationToken.None)).Jobs.Count == 0, "no job is left");
    }
}
