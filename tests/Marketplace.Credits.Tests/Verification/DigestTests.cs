using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>What an operator notes down today must be computable for ever, and betray who rewrites the past with its seals.</summary>
public sealed class DigestTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_day_keeps_its_digest_while_money_moves_on(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var before = Midnight(ledger.Shell);
        var noted = await ComputeAsync(ledger, before);
        // Ada's seven, Bob's one, and one in another asset.
        Assert.Equal(9, noted.Entries);

        ledger.Shell.Time.Advance(TimeSpan.FromDays(2));
        await ledger.Shell.PostedAsync(Purchase(1));
        await ledger.Shell.PostedAsync(TopUp(1, "usr_new"));
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);

        Assert.Equal(noted, await ComputeAsync(ledger, before));
        Assert.NotEqual(noted.Hash, (await ComputeAsync(ledger, Midnight(ledger.Shell))).Hash);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_rewrites_the_past_with_its_seals_changes_its_digest(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var before = Midnight(ledger.Shell);
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);
        var noted = await ComputeAsync(ledger, before);

        await ledger.DamageAsync("update ledger_transactions set description = 'Other' where id = '{purchase}'; delete from ledger_seals");
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);

        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());
        Assert.NotEqual(noted.Hash, (await ComputeAsync(ledger, before)).Hash);
    }

    /// <summary>A tenant that moves from one database to the other keeps what was noted down.</summary>
    [Fact]
    public async Task The_same_ledger_has_the_same_digest_on_both_databases()
    {
        var digests = new List<LedgerDigest>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            await using var shell = await ShellAsync(kind);
            await shell.Database.InTransactionAsync(
                db => db.ExecuteAsync(
                    """
                    insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
                    values ('acc_1', 'customer', 'usr_1', 'credit', 7, 0, 2, '2026-01-01T00:00:00.123456Z');
                    insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at) values
                      ('txn_1', 'k1', 'h', 'TopUp', 'Größe', '{"a":"b"}', '2026-01-01T00:00:00.123456Z'),
                      ('txn_2', 'k2', 'h', 'Purchase', '', '{}', '2026-01-01T00:00:01.000000Z');
                    insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after,
                    created_at) values
                      ('acc_1', 1, 'txn_1', 'TopUp', 10, 0, 10, '2026-01-01T00:00:00.123456Z'),
                      ('acc_1', 2, 'txn_2', 'Purchase', -3, 10, 7, '2026-01-01T00:00:01.000000Z');
                    insert into ledger_system_entries (account_id, transaction_id, amount) values
                      ('sys_payment_clearing', 'txn_1', -10), ('sys_revenue', 'txn_2', 2), ('sys_commission', 'txn_2', 1);
                    """),
                default);
            await shell.Get<SealEntries>().ExecuteAsync(default);
            digests.Add(await shell.Get<ComputeDigest>().ExecuteAsync(Midnight(shell), default));
        }

        Assert.Equal(2, digests[0].Entries);
        Assert.Equal(digests[0], digests[1]);
    }

    /// <summary>Old transactions that are taken over from another system carry the times they had there.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Entries_that_are_written_later_with_an_earlier_time_do_not_change_it(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        var before = Midnight(ledger.Shell);
        var noted = await ComputeAsync(ledger, before);

        ledger.Shell.Time.Advance(TimeSpan.FromDays(2));
        await ledger.DamageAsync(
            """
            insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at) values ('txn_old',
            'old', '', 'Migration', '', '{}', '2020-01-01T00:00:00.000000Z');
            insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at)
            values ('{bob}', 2, 'txn_old', 'Migration', 5, 10000000, 10000005, '2020-01-01T00:00:00.000000Z');
            update ledger_accounts set version = 2, posted = posted + 5 where id = '{bob}';
            """);

        Assert.Equal(noted, await ComputeAsync(ledger, before));
        Assert.Equal("2", await ledger.AskAsync("select cast(max(version) as text) from ledger_seals where account_id = '{bob}'"));
    }

    private static async Task<LedgerDigest> ComputeAsync(SmallLedger ledger, DateTimeOffset before)
    {
        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);
        return await ledger.Shell.Get<ComputeDigest>().ExecuteAsync(before, default);
    }

    /// <summary>The midnight that comes: everything so far lies before it.</summary>
    private static DateTimeOffset Midnight(TestShell shell) => new(shell.Time.GetUtcNow().Date.AddDays(1), TimeSpan.Zero);
}
