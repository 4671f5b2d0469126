using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Runs;
using static Marketplace.Testing.Money;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

[Trait("Acceptance", "S0-64")]
public sealed class RollbackTests
{
    private const string Ann = "ann@example.com";
    private const string Ben = "ben@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-105")]
    public async Task A_run_is_taken_back_and_can_be_repeated(DatabaseKind kind)
    {
        await using var old = await MigratedAsync(kind);
        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0];

        Assert.Equal(RunState.RolledBack, (await old.RollBackAsync(run.Id)).State);

        await old.AssertBalanceAsync(Ann, 0);
        await old.AssertBalanceAsync(Ben, 0);
        Assert.Equal(["TopUp 25.00 25.00", "Purchase -9.95 15.05", "Migration -15.05 0.00"], await old.HistoryAsync(Ann));
        Assert.All(await old.UsersAsync(run.Id), x => Assert.Equal(UserState.RolledBack, x.State));
        Assert.Equal(0, await old.Shell.CountAsync("tfp_migrated"));
        await old.Shell.DrainOutboxAsync();
        Assert.Equal(4, old.Shell.Notifier.Told.Count);
        Assert.False(await old.InScopeAsync<RunRequests, bool>(x => x.RollBackAsync(run.Id, default)));

        Assert.Equal(RunState.Applied, (await old.MigrateAsync()).State);
        await old.AssertBalanceAsync(Ann, 15.05m);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_has_spent_stops_the_rollback_for_all_and_is_named(DatabaseKind kind)
    {
        await using var old = await MigratedAsync(kind);
        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0];
        await old.Shell.PostedAsync(Purchase(0.5m, old.People.IdOf(Ben)));

        var refused = await old.RollBackAsync(run.Id);

        Assert.Equal((RunState.Applied, nameof(FindingKind.Spent)), (refused.State, refused.Refusal));
        await old.AssertBalanceAsync(Ann, 15.05m);
        await old.AssertBalanceAsync(Ben, 1.05m);
        var finding = Assert.Single(await old.FindingsAsync(run.Id), x => x.Kind == nameof(FindingKind.Spent));
        Assert.Equal(("ben.json", "0.50"), (finding.FileName, finding.Detail));
        Assert.Equal(2, await old.Shell.CountAsync("tfp_migrated"));

        await old.Shell.PostedAsync(
            TopUp(0.5m, old.People.IdOf(Ben)) with { Type = TransactionType.AdminAdjustment, Counterpart = SystemAccount.Adjustments });
        Assert.Equal(RunState.RolledBack, (await old.RollBackAsync(run.Id)).State);
        await old.AssertBalanceAsync(Ben, 0);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_reserved_counts_as_spent(DatabaseKind kind)
    {
        await using var old = await MigratedAsync(kind);
        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0];
        await old.Shell.PlacedAsync(Hold(15, old.People.IdOf(Ann)));

        Assert.Equal(RunState.Applied, (await old.RollBackAsync(run.Id)).State);

        await old.AssertBalanceAsync(Ann, 15.05m, held: 15);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    /// <summary>What somebody got besides stays theirs, kind by kind.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_lots_of_the_migration_are_taken_and_no_others(DatabaseKind kind)
    {
        await using var old = await MigratedAsync(kind);
        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0];
        var expiry = old.Shell.Time.GetUtcNow().AddDays(1);
        await old.Shell.PostedAsync(
            TopUp(20, old.People.IdOf(Ann)) with
            { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions, Grant = new Grant(LotKind.Promotional, expiry) });

        await old.RollBackAsync(run.Id);

        await old.AssertBalanceAsync(Ann, 20);
        await using var db = await old.Shell.Database.OpenAsync(default);
        Assert.Equal(["Promotional"], await db.QueryAsync<string>("select kind from ledger_lots where is_open"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    private static async Task<OldSystem> MigratedAsync(DatabaseKind kind)
    {
        var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        old.People.Add(Ben);
        old.Write("ann", User(Ann, 150.5m, TopUp(250), Purchase(99.5m)));
        old.Write("ben", User(Ben, 15.5m));
        Assert.Equal(RunState.Applied, (await old.MigrateAsync()).State);
        return old;
    }
}
