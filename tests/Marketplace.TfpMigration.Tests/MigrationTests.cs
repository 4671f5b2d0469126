using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;
using static Marketplace.Testing.Money;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

public sealed class MigrationTests
{
    private const string Ann = "ann@example.com";
    private const string Ben = "ben@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-63")]
    [Trait("Acceptance", "S0-64")]
    [Trait("Acceptance", "S0-67")]
    public async Task A_wallet_comes_over_with_its_history_its_backup_and_its_news(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        var file = User("Ann@Example.com", 150.5m, TopUp(250), Purchase(99.5m)).Bytes();
        old.Write("ann", file);

        var run = await old.MigrateAsync();

        Assert.Equal(RunState.Applied, run.State);
        await old.AssertBalanceAsync(Ann, 15.05m);
        Assert.Equal(["TopUp 25.00 25.00", "Purchase -9.95 15.05"], await old.HistoryAsync(Ann));
        var row = Assert.Single(await old.UsersAsync(run.Id));
        Assert.Equal((UserState.Applied, 2, "15.05"), (row.State, row.Entries, row.Credited.ToString()));
        await using (var db = await old.Shell.Database.OpenAsync(default))
        {
            Assert.Equal(file, await UserRows.ReadOriginalAsync(db, row.Id, default));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), row.Sha256);
            Assert.Equal(("ann@example.com", 1), await db.QuerySingleAsync<(string, int)>("select email_key, version from tfp_migrated"));
            Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from ledger_system_entries where account_id <> 'sys_migration'"));
        }

        await old.Shell.DrainOutboxAsync();
        var notice = Assert.Single(old.Shell.Notifier.Told);
        Assert.Contains("$15.05", notice.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("TFP", notice.Subject + notice.Body, StringComparison.OrdinalIgnoreCase);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-64")]
    public async Task A_dry_run_reports_and_touches_nothing(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        await old.Shell.PostedAsync(TopUp(5, old.People.IdOf(Ann)));
        old.Write("ann", User(Ann, 150.5m, TopUp(100)));
        old.Write("ben", User(Ben, 34.5m));

        var run = await old.CheckAsync();

        Assert.Equal((RunState.Checked, 2, 2), (run.State, run.Files, run.Done));
        await old.AssertBalanceAsync(Ann, 5);
        Assert.Equal(0, await old.Shell.CountAsync("tfp_migrated"));
        var totals = await old.InScopeAsync<ReadRunTotals, RunTotals>(x => x.ExecuteAsync(run.Id, default));
        Assert.Equal(
            ("185.0", "18.50", "15.05", 0, 2),
            (totals.Points.ToString(), totals.Credits.ToString(), totals.NowCredits.ToString(), totals.Errors, totals.Remarks));
        var ann = (await old.UsersAsync(run.Id))[0];
        Assert.Equal(("5.00", "20.05", UserState.Ready), (ann.BalanceBefore.ToString(), ann.After.ToString(), ann.State));

        Assert.True(await old.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(run.Id, default)));
        await old.FinishAsync(run.Id);
        await old.AssertBalanceAsync(Ann, 20.05m);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-64")]
    public async Task One_error_in_the_last_of_two_hundred_files_and_nothing_is_written(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.WriteMany(199);
        old.People.Add(Ann);
        old.Write("zz", "{\"user_email\": \"ann@example.com\", \"wallet_balance\": 15.55555"u8.ToArray());

        var run = await old.MigrateAsync();

        Assert.Equal(RunState.Refused, run.State);
        var error = Assert.Single(await old.FindingsAsync(run.Id));
        Assert.Equal(("zz.json", nameof(FindingKind.NotJson)), (error.FileName, error.Kind));
        foreach (var table in new[] { "ledger_transactions", "ledger_accounts", "tfp_users", "tfp_migrated", "outbox" })
            Assert.Equal(0, await old.Shell.CountAsync(table));

        old.Write("zz", User(Ann, 15.5m));
        Assert.Equal(RunState.Applied, (await old.MigrateAsync()).State);
        Assert.Equal(200, await old.Shell.CountAsync("tfp_migrated"));
        await old.AssertBalanceAsync(Ann, 1.55m);
        await old.AssertBalanceAsync("user0000@example.com", 1);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_failure_in_the_middle_of_the_transaction_leaves_nothing_and_the_run_goes_on_later(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.WriteMany(20);
        var run = await old.CheckAsync();
        var victim = (await old.UsersAsync(run.Id))[10];
        var original = await BackupAsync(old, victim.Id, "{}"u8.ToArray());
        Assert.True(await old.InScopeAsync<RunRequests, bool>(x => x.ApplyAsync(run.Id, default)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => old.FinishAsync(run.Id));

        Assert.Equal(0, await old.Shell.CountAsync("ledger_transactions"));
        Assert.Equal(0, await old.Shell.CountAsync("tfp_migrated"));
        Assert.Equal(RunState.Applying, (await old.InScopeAsync<RunRequests, TfpRun?>(x => x.FindAsync(run.Id, default)))!.State);
        await BackupAsync(old, victim.Id, original);
        Assert.Equal(RunState.Applied, (await old.FinishAsync(run.Id))!.State);
        Assert.Equal(20, await old.Shell.CountAsync("tfp_migrated"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-64")]
    public async Task Nobody_comes_over_twice(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        old.People.Add(Ben);
        old.Write("ann", User(Ann, 150.5m));
        await old.MigrateAsync();
        old.Write("ann", User(Ann, 999));
        old.Write("ben", User(Ben, 15.5m));

        var second = await old.MigrateAsync();

        Assert.Equal([UserState.Before, UserState.Applied], (await old.UsersAsync(second.Id)).Select(x => x.State));
        Assert.Contains(
            await old.FindingsAsync(second.Id), x => x is { FileName: "ann.json", Kind: nameof(FindingKind.ChangedSince), IsError: false });
        await old.AssertBalanceAsync(Ann, 15.05m);
        await old.AssertBalanceAsync(Ben, 1.55m);

        // A third time over the same files changes nothing at all.
        var entries = await old.Shell.CountAsync("ledger_entries");
        Assert.Equal(RunState.Applied, (await old.MigrateAsync()).State);
        Assert.Equal(entries, await old.Shell.CountAsync("ledger_entries"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_files_of_one_person_are_refused_and_both_named(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("a", User(Ann, 1));
        old.Write("b", User("ANN@example.com", 2));
        old.Write("c", User(Ben, 3));
        File.Copy(Path.Combine(old.Folder, "c.json"), Path.Combine(old.Folder, "d.json"));
        File.WriteAllText(Path.Combine(old.Folder, "readme.txt"), "not a user");

        var run = await old.MigrateAsync();

        Assert.Equal(RunState.Refused, run.State);
        Assert.Equal(
            ["b.json DuplicateEmail a.json", "d.json DuplicateFile c.json", "readme.txt IgnoredFile "],
            (await old.FindingsAsync(run.Id)).Where(x => x.Kind != nameof(FindingKind.BalanceDiffers))
                .Select(x => $"{x.FileName} {x.Kind} {x.Detail}"));
    }

    [Fact]
    public async Task An_empty_or_missing_folder_is_refused()
    {
        await using var old = await OldSystem.StartAsync(DatabaseKind.Sqlite);
        var run = await old.MigrateAsync();
        Assert.Equal(RunState.Refused, run.State);
        Assert.Equal(nameof(FindingKind.NoFiles), Assert.Single(await old.FindingsAsync(run.Id)).Kind);

        var missing = await old.InScopeAsync<RunRequests,
            StartRunResult>(x => x.StartAsync("x", Path.Combine(old.Folder, "nowhere"), goesOn: true, "test", default));
        Assert.Equal(RunState.Refused, (await old.FinishAsync(((StartRunResult.Started)missing).RunId))!.State);
    }

    /// <summary>An account that holds credits keeps them as they are: old purchases use up old top-ups, not today's credits.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_an_account_holds_already_is_left_alone(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        var id = old.People.Add(Ann).Id;
        var expiry = old.Shell.Time.GetUtcNow().AddDays(3);
        await old.Shell.PostedAsync(
            TopUp(7, id) with
            { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions, Grant = new Grant(LotKind.Promotional, expiry) });
        await old.Shell.PlacedAsync(Hold(2, id));
        old.Write("ann", User(Ann, 50, TopUp(250), Purchase(200)));

        await old.MigrateAsync();

        await old.AssertBalanceAsync(Ann, 12, held: 2);
        await using var db = await old.Shell.Database.OpenAsync(default);
        Assert.Equal(5_000_000, await db.ScalarAsync<long>("select remaining from ledger_lots where kind = 'Promotional'"));
        Assert.Equal(5_000_000, await db.ScalarAsync<long>("select remaining from ledger_lots where kind = 'Purchased'"));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_debt_is_repaid_first(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        var id = old.People.Add(Ann).Id;
        var topUp = await old.Shell.PostedAsync(TopUp(10, id));
        await old.Shell.PostAsync(Purchase(10, id));
        await old.Shell.Database.InTransactionAsync(
            db => old.Shell.Get<ILedger>().ReverseAsync(
                db, new Reversal(NewKey(), topUp, Amount(10), TransactionType.Chargeback, "Charged back", new Dictionary<string, string>()),
                default),
            default);
        old.Write("ann", User(Ann, 150, TopUp(250), Purchase(100)));

        var run = await old.MigrateAsync();

        Assert.Equal(RunState.Applied, run.State);
        Assert.Contains(await old.FindingsAsync(run.Id), x => x is { Kind: nameof(FindingKind.InDebt), Detail: "10.00" });
        await old.AssertBalanceAsync(Ann, 5);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Fact]
    public async Task Where_a_credit_is_not_a_dollar_the_migration_does_not_start()
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            x => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IUserDirectory>(
                x.Services, new KnownPeople()).Add(
                new Microsoft.Extensions.DependencyInjection.ServiceDescriptor(typeof(CreditUnit), new CreditUnit { UsdValue = 0.5m })),
            new Credits.Startup(),
            new Startup());
        Assert.IsType<StartRunResult.WrongUnit>(
            await shell.InScopeAsync<RunRequests, StartRunResult>(x => x.StartAsync("x", "/", goesOn: true, "test", default)));
    }

    private static async Task<byte[]> BackupAsync(OldSystem old, string id, byte[] bytes)
    {
        await using var read = await old.Shell.Database.OpenAsync(default);
        var before = await UserRows.ReadOriginalAsync(read, id, default);
        await old.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update tfp_users set original = @bytes where id = @id", new { bytes, id }), default);
        return before;
    }
}
