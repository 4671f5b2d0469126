using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

/// <summary>A ledger written before there were lots goes on as if each customer had bought one.</summary>
public sealed class UpgradeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Balances_and_open_holds_of_the_first_version_become_lots(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.Database.InTransactionAsync(WriteFirstVersionAsync, default);

        await using var shell = await TestShell.CreateAsync(database, _ => { }, new Startup());

        await shell.AssertBalanceAsync(25, held: 5);
        Assert.Equal([(LotKind.Purchased, 20m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
        await shell.CaptureAsync(Capture("hld_old", 3));
        await shell.PostedAsync(Purchase(22));
        await shell.AssertBalanceAsync(0);
        Assert.IsType<ReverseResult.Reversed>(await shell.ReverseAsync(Reverse("txn_old", 25)));
        Assert.Equal("25.00", (await shell.Get<ILedger>().GetBalanceAsync(Ada, default)).Debt.ToString());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    private static async Task WriteFirstVersionAsync(UnitOfWork db)
    {
        await db.ExecuteAsync("create table migrations (name text primary key, version integer not null, applied_at timestamptz not null)");
        await db.ExecuteAsync(
            "insert into migrations (name, version, applied_at) values (@name, @version, @now)",
            new { name = StoredNames.Of(typeof(LedgerTables)), version = await new LedgerTables().CreateAsync(db),
                now = DateTimeOffset.UnixEpoch });
        await db.ExecuteAsync(
            """
            insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at) values ('acc_old', 'customer', @owner,
            'credit', 25000000, 5000000, 1, @now);
            insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at) values ('acc_new', 'customer',
            'usr_empty', 'credit', 0, 0, 0, @now);
            insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at) values ('txn_old',
            'k', 'h', 'TopUp', 'Bought', '{}', @now);
            insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
              values ('acc_old', 1, 'txn_old', 'TopUp', 25000000, 0, 25000000, @now);
            insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_payment_clearing', 'txn_old', -25000000);
            insert into ledger_holds (id, idempotency_key, request_hash, account_id, amount, captured, status, description, reference,
            created_at)
              values ('hld_old', 'hk', 'h', 'acc_old', 5000000, 0, 'open', 'Reserved', 'dep_old', @now);
            """,
            new { owner = Ada, now = DateTimeOffset.UnixEpoch });
    }
}
