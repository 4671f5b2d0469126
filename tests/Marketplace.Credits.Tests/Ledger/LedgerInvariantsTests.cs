using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>The check that other tests rely on must itself notice damage.</summary>
public sealed class LedgerInvariantsTests
{
    private const string Entries =
        "insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at) ";

    [Theory]
    [InlineData("update ledger_accounts set posted = posted + 1", "balances are the sums")]
    [InlineData("update ledger_accounts set version = version + 1", "balances are the sums")]
    [InlineData("update ledger_accounts set held = held + 1", "sum of the open holds")]
    [InlineData("update ledger_accounts set held = 100000000", "only a chargeback or a refunded top-up leaves debt")]
    [InlineData("update ledger_holds set captured = 1 where status = 'captured'", "a captured hold has one transaction")]
    [InlineData("update ledger_holds set status = 'open' where status = 'captured'", "a captured hold has one transaction")]
    [InlineData("update ledger_holds set closed_at = null where status = 'captured'", "is not closed, a closed one is")]
    [InlineData("update ledger_lots set remaining = remaining - 1", "open lots sum up")]
    [InlineData("update ledger_lots set remaining = remaining - 1", "what its movements and open holds left")]
    [InlineData("update ledger_lots set is_open = not is_open", "what its movements and open holds left")]
    [InlineData("insert into ledger_lot_movements (source_id, lot_id, amount) values ('x', 'y', 5)", "every movement belongs to a lot")]
    [InlineData(
        "insert into ledger_hold_lots (hold_id, lot_id, position, amount) select hold_id, lot_id, 7, 1 from ledger_hold_lots",
        "reserves lots for all of its amount")]
    [InlineData("delete from ledger_accounts", "every entry belongs to an account")]
    [InlineData(
        "insert into ledger_system_entries (account_id, transaction_id, amount) select 'sys_promotions', id, 5 from ledger_transactions "
        + "limit 1", "sum to zero")]
    [InlineData(
        "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_promotions', 'txn_unknown', 5)",
        "every system entry belongs")]
    [InlineData(
        Entries + "select account_id, 99, transaction_id, type, 1, 0, 1, created_at from ledger_entries where version = 1",
        "starts where the one before it ended")]
    [InlineData(
        Entries + "select account_id, 99, 'txn_unknown', type, 1, 0, 1, created_at from ledger_entries where version = 1",
        "belongs to a transaction of the same type")]
    [InlineData(
        "insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at) values ('txn_x', "
        + "'x', '', 'Usage', '', '{}', '2026-01-01')",
        "at least two entries")]
    public async Task Damage_is_noticed_and_named(string damage, string rule)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        await shell.CaptureAsync(Capture(await shell.PlacedAsync(Hold(5)), 4));
        await shell.PlacedAsync(Hold(2));
        await LedgerInvariants.AssertAsync(shell.Database);

        await shell.Database.InTransactionAsync(db => db.ExecuteAsync(damage), default);

        var broken = await Assert.ThrowsAsync<LedgerInvariantException>(() => LedgerInvariants.AssertAsync(shell.Database));
        Assert.Contains(rule, broken.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_empty_ledger_is_in_order(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
