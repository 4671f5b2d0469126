using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>A run is stored, alone, and survives whatever happens to its process.</summary>
public sealed class RunTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_tells_who_started_it_and_what_it_looked_at(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var heard = new List<string>();

        var clean = Assert.IsType<VerifyLedgerResult.Clean>(await ledger.Shell.Get<VerifyLedger>().ExecuteAsync(
            "usr_admin",
            (rule, _, finding) =>
            {
                Assert.Null(finding);
                heard.Add(rule.Id);
                return Task.CompletedTask;
            },
            default));

        var run = Assert.Single(await ledger.Shell.Get<ReadLedgerChecks>().ListAsync(10, default));
        Assert.Equal(
            (clean.CheckId, "usr_admin", LedgerCheckStatus.Clean, clean.Digest.Hash), (run.Id, run.StartedBy, run.Status, run.Digest));
        Assert.NotNull(run.FinishedAt);
        // The one entry that was written after the others were sealed.
        Assert.Equal(1, run.Sealed);
        var rules = await ledger.Shell.Get<ReadLedgerChecks>().ListRulesAsync(run.Id, default);
        Assert.Equal(heard, rules.Select(x => x.Rule));
        Assert.Equal(9, rules.Single(x => x.Rule == nameof(SealsMatchEntries)).Done);
        Assert.All(rules, x => Assert.Equal((LedgerCheckRuleStatus.True, x.Total), (x.Status, x.Done)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task There_is_one_at_a_time_and_its_progress_shows(DatabaseKind kind)
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<LedgerRule>(slow));
        var shell = ledger.Shell;
        var first = Task.Run(() => ledger.VerifyAsync());
        await slow.Arrived;

        Assert.IsType<VerifyLedgerResult.AlreadyRunning>(await ledger.VerifyAsync());
        Assert.Null(await shell.Get<VerifyLedger>().OpenAsync("usr_other", default));
        var run = Assert.Single(await shell.Get<ReadLedgerChecks>().ListAsync(10, default));
        var rules = await shell.Get<ReadLedgerChecks>().ListRulesAsync(run.Id, default);
        Assert.Equal((LedgerCheckRuleStatus.Running, "accounts", 3L), (rules[^1].Status, rules[^1].Unit, rules[^1].Total));
        Assert.All(rules.SkipLast(1), x => Assert.Equal(LedgerCheckRuleStatus.True, x.Status));

        slow.Finish();
        Assert.IsType<VerifyLedgerResult.Clean>(await first);
        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_that_start_at_once_begin_one(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);

        var ids = await Race.RunAsync(Enumerable.Repeat(() => ledger.Shell.Get<VerifyLedger>().OpenAsync("usr_admin", default), 6));
        var id = Assert.Single(ids, x => x is not null)!;
        var results = await Race.RunAsync(
            Enumerable.Repeat(() => ledger.Shell.Get<VerifyLedger>().ContinueAsync(id, told: null, default), 4));

        Assert.IsType<VerifyLedgerResult.Clean>(Assert.Single(results, x => x is not null));
    }

    /// <summary>What a killed process leaves is a run that nobody goes on with.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_killed_run_shows_as_interrupted_and_another_can_be_started(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var shell = ledger.Shell;
        var before = await RowsAsync(shell);
        var killed = (await shell.Get<VerifyLedger>().OpenAsync("usr_admin", default))!;
        Assert.True(await shell.Get<LedgerCheckRows>().BeginAsync(killed, default));
        Assert.IsType<VerifyLedgerResult.AlreadyRunning>(await ledger.VerifyAsync());

        shell.Time.Advance(LedgerCheck.LostAfter + TimeSpan.FromSeconds(1));

        Assert.Equal(LedgerCheckStatus.Interrupted, (await shell.Get<ReadLedgerChecks>().FindAsync(killed, default))!.Status);
        Assert.Null(await shell.Get<VerifyLedger>().ContinueAsync(killed, told: null, default));
        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());
        Assert.Equal(LedgerCheckStatus.Interrupted, (await shell.Get<ReadLedgerChecks>().FindAsync(killed, default))!.Status);
        Assert.Equal(before, await RowsAsync(shell));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_long_statement_does_not_make_a_run_look_lost(DatabaseKind kind)
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<LedgerRule>(slow));
        var run = Task.Run(() => ledger.VerifyAsync());
        await slow.Arrived;

        for (var i = 0; i < 10; i++)
        {
            ledger.Shell.Time.Advance(TimeSpan.FromSeconds(5));
            await BeatenAsync(ledger.Shell);
        }

        Assert.IsType<VerifyLedgerResult.AlreadyRunning>(await ledger.VerifyAsync());
        slow.Finish();
        Assert.IsType<VerifyLedgerResult.Clean>(await run);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_that_was_taken_for_lost_ends_when_it_wakes_up(DatabaseKind kind)
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<LedgerRule>(slow));
        var asleep = Task.Run(() => ledger.VerifyAsync());
        await slow.Arrived;
        await ledger.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update ledger_checks set beat_at = @long", new { @long = ledger.Shell.Time.GetUtcNow().AddHours(-1) }),
            default);

        var another = (await ledger.Shell.Get<VerifyLedger>().OpenAsync("usr_admin", default))!;
        ledger.Shell.Time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asleep);
        var runs = await ledger.Shell.Get<ReadLedgerChecks>().ListAsync(10, default);
        Assert.Equal(
            [(another, LedgerCheckStatus.Running), (runs[1].Id, LedgerCheckStatus.Interrupted)], runs.Select(x => (x.Id, x.Status)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_that_fails_says_why_and_is_not_taken_for_clean(DatabaseKind kind)
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<LedgerRule>(slow));
        slow.Fail(new InvalidOperationException("The disk is full."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.VerifyAsync());

        var run = await ledger.Shell.Get<ReadLedgerChecks>().FindLastFinishedAsync(default);
        Assert.Equal((LedgerCheckStatus.Failed, "The disk is full."), (run!.Status, run.Error));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_host_that_stops_leaves_an_interrupted_run_at_once(DatabaseKind kind)
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<LedgerRule>(slow));
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => ledger.Shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, stop.Token));
        await slow.Arrived;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(
            LedgerCheckStatus.Interrupted, Assert.Single(await ledger.Shell.Get<ReadLedgerChecks>().ListAsync(10, default)).Status);
        slow.Finish();
        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_nightly_task_runs_and_forgets_what_is_old_and_was_clean(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        await ledger.VerifyAsync();
        await ledger.DamageAsync("update ledger_accounts set held = held + 1 where id = '{bob}'");
        await ledger.FindAsync();
        await ledger.DamageAsync("update ledger_accounts set held = held - 1 where id = '{bob}'");
        ledger.Shell.Time.Advance(TimeSpan.FromDays(91));

        await NightlyAsync(ledger);

        var runs = await ledger.Shell.Get<ReadLedgerChecks>().ListAsync(10, default);
        Assert.Equal(
            [(LedgerCheck.Nightly, LedgerCheckStatus.Clean), ("usr_admin", LedgerCheckStatus.Differs)],
            runs.Select(x => (x.StartedBy, x.Status)));
        Assert.Equal(2 * ledger.Shell.Services.GetServices<LedgerRule>().Count(), await ledger.Shell.CountAsync("ledger_check_rules"));
    }

    [Fact]
    public async Task The_nightly_task_waits_out_a_run_that_was_killed_and_gives_way_to_one_that_lives()
    {
        var slow = new SlowRule();
        await using var ledger = await SmallLedger.CreateAsync(DatabaseKind.Sqlite, x => x.Services.AddSingleton<LedgerRule>(slow));
        slow.Finish();
        var killed = (await ledger.Shell.Get<VerifyLedger>().OpenAsync(LedgerCheck.Nightly, default))!;
        await ledger.Shell.Get<LedgerCheckRows>().BeginAsync(killed, default);

        var nightly = Task.Run(() => NightlyAsync(ledger));
        await Eventually.IsTrueAsync(
            () =>
            {
                ledger.Shell.Time.Advance(TimeSpan.FromSeconds(1));
                return nightly.IsCompleted;
            },
            "the nightly task is over");

        await nightly;
        Assert.Equal(
            [LedgerCheckStatus.Clean, LedgerCheckStatus.Interrupted],
            (await ledger.Shell.Get<ReadLedgerChecks>().ListAsync(10, default)).Select(x => x.Status));
    }

    private static Task NightlyAsync(SmallLedger ledger) => ledger.Shell.InScopeAsync<VerifyLedgerTask, bool>(async task =>
    {
        await task.RunAsync(default);
        return true;
    });

    private static Task BeatenAsync(TestShell shell) => Eventually.IsTrueAsync(
        async () => (await shell.Get<ReadLedgerChecks>().ListAsync(1, default))[0].BeatAt == shell.Time.GetUtcNow(),
        "the run shows a sign of life");

    private static async Task<string> RowsAsync(TestShell shell)
    {
        await using var db = await shell.Database.OpenAsync(default);
        var accounts = await db.QueryAsync<string>("select id || posted || '/' || held || '/' || version from ledger_accounts order by id");
        var lots = await db.QueryAsync<string>("select id || remaining from ledger_lots order by id");
        return string.Join(
            ';', [.. accounts, .. lots, $"{await shell.CountAsync("ledger_entries")}", $"{await shell.CountAsync("ledger_transactions")}"]);
    }

    /// <summary>A rule that takes as long as a test wants.</summary>
    private sealed class SlowRule : LedgerRule
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<LedgerFinding?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override string Title => "A slow rule";

        public override string Remedy => "Wait.";

        public override LedgerWalk Walk => LedgerWalk.Accounts;

        public Task Arrived => _arrived.Task;

        public void Finish() => _end.SetResult(null);

        public void Fail(Exception exception) => _end.SetException(exception);

        public override async Task<LedgerFinding?> CheckAsync(
            IDatabase database, Func<int, Task> advance, CancellationToken cancellationToken)
        {
            _arrived.TrySetResult();
            return await _end.Task.WaitAsync(cancellationToken);
        }
    }
}
