using System.Data.Common;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

public sealed class AppendOnlyTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "update ledger_entries set amount = amount + 1")]
    [InlineData(DatabaseKind.Sqlite, "delete from ledger_entries")]
    [InlineData(DatabaseKind.Sqlite, "update ledger_system_entries set amount = amount + 1")]
    [InlineData(DatabaseKind.Sqlite, "delete from ledger_system_entries")]
    [InlineData(DatabaseKind.Sqlite, "update ledger_transactions set description = 'other'")]
    [InlineData(DatabaseKind.Sqlite, "delete from ledger_transactions")]
    [InlineData(DatabaseKind.Postgres, "update ledger_entries set amount = amount + 1")]
    [InlineData(DatabaseKind.Postgres, "delete from ledger_entries")]
    [InlineData(DatabaseKind.Postgres, "truncate ledger_entries")]
    [InlineData(DatabaseKind.Postgres, "update ledger_system_entries set amount = amount + 1")]
    [InlineData(DatabaseKind.Postgres, "delete from ledger_system_entries")]
    [InlineData(DatabaseKind.Postgres, "update ledger_transactions set description = 'other'")]
    [InlineData(DatabaseKind.Postgres, "delete from ledger_transactions")]
    public async Task What_is_written_stays_written(DatabaseKind kind, string sql)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));

        var refusal = await Assert.ThrowsAnyAsync<DbException>(
            () => shell.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_tables_refuse_impossible_rows(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        string[] impossible =
        [
            "update ledger_accounts set held = -1",
            "update ledger_accounts set kind = 'other'",
            "insert into ledger_entries select account_id, version + 1, transaction_id, type, amount, balance_after, balance_after, "
            + "created_at from ledger_entries",
            "insert into ledger_entries select account_id, version, transaction_id, type, amount, balance_before, balance_after, "
            + "created_at from ledger_entries",
            "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_revenue', 'txn_1', 0)",
            "insert into ledger_holds values ('hld_1', 'k', 'h', 'acc', 5, 6, 'captured', '', '', '2026-01-01', null, null)",
            "insert into ledger_holds values ('hld_1', 'k', 'h', 'acc', 5, 0, 'lost', '', '', '2026-01-01', null, null)",
            "insert into ledger_holds values ('hld_1', 'k', 'h', 'acc', 0, 0, 'open', '', '', '2026-01-01', null, null)",
        ];
        foreach (var sql in impossible)
            await Assert.ThrowsAnyAsync<DbException>(() => shell.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
