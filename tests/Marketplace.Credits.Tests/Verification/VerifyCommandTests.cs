using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>The command as operators run it: a process of its own on a data folder.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("marketplace-").FullName;

    private string Folder => Path.Combine(_parent, "data");

    private string TenantFile => Path.Combine(Folder, "tenants", "mycelium", "tenant.db");

    [Fact]
    public async Task It_ends_with_0_when_all_is_equal_and_with_1_and_the_row_when_something_differs()
    {
        var clean = await MarketplaceProcess.RunAsync(Folder, ["verify"]);
        Assert.True(clean.ExitCode == 0, clean.Output + clean.Error);
        Assert.Contains("fiatdashboard (", clean.Output, StringComparison.Ordinal);
        Assert.Contains("mycelium (", clean.Output, StringComparison.Ordinal);
        Assert.Contains("  ok       Every balance is the sum of its entries (", clean.Output, StringComparison.Ordinal);
        Assert.Contains("00:00 UTC: ", clean.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERS", clean.Output, StringComparison.Ordinal);

        await ExecuteAsync(
            """
            insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
            values ('acc_0', 'customer', 'usr_nobody', 'credit', 2500000, 0, 0, '2026-01-01T00:00:00.000000Z')
            """);
        var damaged = await MarketplaceProcess.RunAsync(Folder, ["verify"]);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains(
            "  DIFFERS  Every balance is the sum of its entries: acc_0: expected 0, found 2.5", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("does not add up", damaged.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await MarketplaceProcess.RunAsync(Folder, ["verify", "--tenant", "fiatdashboard"])).ExitCode);
        var digest = await MarketplaceProcess.RunAsync(Folder, ["verify", "--tenant", "mycelium", "--digest", "2026-01-01"]);
        Assert.Equal(0, digest.ExitCode);
        Assert.Contains("digest of the 0 entries sealed before 2026-01-01 00:00 UTC: e3b0c442", digest.Output, StringComparison.Ordinal);
        var wrong = await MarketplaceProcess.RunAsync(Folder, ["verify", "--digest", "yesterday"]);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("'yesterday' is not a day", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The entries of every transaction sum up to zero")]
    [InlineData("Every sealed entry still says")]
    public async Task A_run_that_is_killed_in_the_middle_leaves_the_ledger_as_it_was_and_can_be_repeated(string killAt)
    {
        Assert.Equal(0, (await MarketplaceProcess.RunAsync(Folder, ["verify"])).ExitCode);
        await GrowAsync(30_000);
        var before = await SumAsync();

        var killed = await MarketplaceProcess.RunAsync(Folder, ["verify", "--tenant", "mycelium"], killAt: killAt);
        Assert.Equal(137, killed.ExitCode);
        Assert.Contains(killAt, killed.Output, StringComparison.Ordinal);
        Assert.Equal("running", await AskAsync("select status from ledger_checks order by id desc limit 1"));
        Assert.Equal(before, await SumAsync());

        var early = await MarketplaceProcess.RunAsync(Folder, ["verify", "--tenant", "mycelium"]);
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("under way", early.Output, StringComparison.Ordinal);
        // As if half a minute had passed.
        await ExecuteAsync("update ledger_checks set beat_at = '2026-01-01T00:00:00.000000Z' where status = 'running'");
        var again = await MarketplaceProcess.RunAsync(Folder, ["verify", "--tenant", "mycelium"]);

        Assert.True(again.ExitCode == 0, again.Output + again.Error);
        Assert.Equal("interrupted", await AskAsync("select status from ledger_checks order by id desc limit 1 offset 1"));
        Assert.Equal(before, await SumAsync());
        Assert.Equal("30000", await AskAsync("select count(*) from ledger_seals where account_id = 'acc_grown'"));
        using var database = new SqliteDatabase(TenantFile);
        await LedgerInvariants.AssertAsync(database);
    }

    /// <summary>An account with so many entries of one credit each, written straight into the tables.</summary>
    private Task GrowAsync(int count) => ExecuteAsync(
        $$"""
          create temp table numbers as with recursive n(n) as (select 1 union all select n + 1 from n where n < {{count}}) select n from n;
          insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
          values ('acc_grown', 'customer', 'usr_grown', 'credit', {{count}}, 0, {{count}}, '2026-01-01T00:00:00.000000Z');
          insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at)
          select 'txn_grown' || n, 'grown-' || n, '', 'TopUp', 'Grown', '{}', '2026-01-01T00:00:00.000000Z' from numbers;
          insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
          select 'acc_grown', n, 'txn_grown' || n, 'TopUp', 1, n - 1, n, '2026-01-01T00:00:00.000000Z' from numbers;
          insert into ledger_system_entries (account_id, transaction_id, amount) select 'sys_payment_clearing', 'txn_grown' || n, -1
          from numbers;
          insert into ledger_lots (id, account_id, kind, transaction_id, amount, remaining, is_open, burn_order, granted_at)
          values ('lot_grown', 'acc_grown', 'Purchased', 'opening', {{count}}, {{count}}, true, '9', '2026-01-01T00:00:00.000000Z');
          insert into ledger_lot_movements (source_id, lot_id, amount) values ('opening', 'lot_grown', {{count}});
          """);

    private async Task ExecuteAsync(string sql)
    {
        using var database = new SqliteDatabase(TenantFile);
        await database.InTransactionAsync(db => db.ExecuteAsync(sql), default);
    }

    private Task<string> SumAsync() =>
        AskAsync(
            "select (select sum(posted + held + version) from ledger_accounts) || '/' || (select count(*) from ledger_entries) || '/' || "
            + "(select sum(remaining) from ledger_lots)");

    private async Task<string> AskAsync(string sql)
    {
        using var database = new SqliteDatabase(TenantFile);
        await using var db = await database.OpenAsync(default);
        return (await db.ScalarAsync<string>(sql))!;
    }

    public void Dispose() => TestFolder.Delete(_parent);
}
