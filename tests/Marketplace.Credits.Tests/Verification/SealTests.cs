using System.Globalization;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

public sealed class SealTests
{
    private static readonly EntryFacts Entry = new()
    {
        AccountId = "acc_1",
        Version = 2,
        TransactionId = "txn_1",
        Type = "Purchase",
        Amount = new CreditAmount(-30),
        BalanceBefore = new CreditAmount(100),
        BalanceAfter = new CreditAmount(70),
        CreatedAt = DateTimeOffset.Parse("2026-03-02T10:00:00.123456Z", CultureInfo.InvariantCulture),
        IdempotencyKey = "key",
        RequestHash = "hash",
        TransactionType = "Purchase",
        Description = "A purchase: \"Größe\"",
        Metadata = """{"a":"b"}""",
        HoldId = null,
        ReversesId = "txn_0",
        TransactionCreatedAt = DateTimeOffset.Parse("2026-03-02T10:00:00.123456Z", CultureInfo.InvariantCulture),
    };

    private static readonly TransactionEntry[] Legs = [Leg("acc_1", 2, -30), Leg("sys_revenue", 0, 20), Leg("sys_commission", 0, 10)];

    /// <summary>Stored seals must keep their meaning: a change of the form would make every ledger look altered.</summary>
    [Fact]
    public void The_form_that_is_sealed_never_changes() =>
        Assert.Equal("221d6c51820a2577a2038ba5f30002e34c0b2968f51872e9d7fb62b28c19cde7", Entry.Seal("previous", Legs));

    [Fact]
    public void The_order_of_rows_and_the_zone_of_times_do_not_matter()
    {
        var elsewhere = Entry with { CreatedAt = Entry.CreatedAt.ToOffset(TimeSpan.FromHours(5)) };
        Assert.Equal(Entry.Seal("previous", Legs), elsewhere.Seal("previous", Legs.Reverse()));
    }

    [Fact]
    public void Everything_that_an_entry_says_is_sealed()
    {
        EntryFacts[] altered =
        [
            Entry with { AccountId = "acc_2" },
            Entry with { Version = 3 },
            Entry with { TransactionId = "txn_2" },
            Entry with { Type = "Usage" },
            Entry with { Amount = new CreditAmount(-31) },
            Entry with { BalanceBefore = new CreditAmount(101) },
            Entry with { BalanceAfter = new CreditAmount(71) },
            Entry with { CreatedAt = Entry.CreatedAt.AddMicroseconds(1) },
            Entry with { IdempotencyKey = "other" },
            Entry with { RequestHash = "other" },
            Entry with { TransactionType = "Usage" },
            Entry with { Description = "" },
            Entry with { Metadata = "{}" },
            Entry with { HoldId = "hld_1" },
            Entry with { HoldId = "txn_0", ReversesId = null },
            Entry with { ReversesId = null },
            Entry with { TransactionCreatedAt = Entry.CreatedAt.AddMicroseconds(1) },
        ];
        string[] seals =
        [
            Entry.Seal("previous", Legs),
            Entry.Seal("another", Legs),
            Entry.Seal("previous", Legs[..2]),
            Entry.Seal("previous", [.. Legs, Leg("sys_operator", 0, 1)]),
            Entry.Seal("previous", [Legs[0], Leg("sys_revenue", 0, 21), Leg("sys_commission", 0, 9)]),
            Entry.Seal("previous", [Legs[0], Leg("sys_revenue", 0, 10), Leg("sys_commission", 0, 20)]),
            .. altered.Select(x => x.Seal("previous", Legs)),
        ];

        Assert.Equal(seals.Length, seals.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_entry_is_sealed_once_across_batches_and_accounts(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < ReadEntryFacts.BatchSize + 20; i++)
            await shell.PostedAsync(TopUp(1));
        await shell.PostedAsync(TopUp(1, Bob));
        var seal = shell.Get<SealEntries>();

        Assert.Equal(ReadEntryFacts.BatchSize + 21, await seal.ExecuteAsync(default));
        Assert.Equal(0, await seal.ExecuteAsync(default));
        await shell.PostedAsync(Purchase(3));
        Assert.Equal(1, await seal.ExecuteAsync(default));

        Assert.Equal(await shell.CountAsync("ledger_entries"), await shell.CountAsync("ledger_seals"));
        Assert.IsType<VerifyLedgerResult.Clean>(await shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, default));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    /// <summary>More accounts than are asked for at once, and a batch that ends in the middle of one.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_accounts_are_sealed_to_their_ends(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var expected = 0;
        for (var account = 0; account < ReadEntryFacts.AccountsAtOnce + 5; account++)
        {
            for (var entry = 0; entry < (account % 2 == 0 ? 3 : 2); entry++, expected++)
                await shell.PostedAsync(TopUp(1, $"usr_{account}"));
        }

        Assert.Equal(expected, await shell.Get<SealEntries>().ExecuteAsync(default));

        Assert.IsType<VerifyLedgerResult.Clean>(await shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, default));
        Assert.Equal(expected, await shell.CountAsync("ledger_seals"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_that_seal_at_once_write_the_same(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 40; i++)
            await shell.PostedAsync(TopUp(1, i % 2 == 0 ? Ada : Bob));

        await Race.RunAsync(Enumerable.Repeat(() => shell.Get<SealEntries>().ExecuteAsync(default), 4));

        Assert.Equal(40, await shell.CountAsync("ledger_seals"));
        Assert.IsType<VerifyLedgerResult.Clean>(await shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Damage_is_not_sealed(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        await ledger.DamageAsync(
            "delete from ledger_seals where account_id = '{ada}' and version > 3; delete from ledger_entries where account_id = '{ada}' "
            + "and version = 5");

        await ledger.Shell.Get<SealEntries>().ExecuteAsync(default);

        Assert.Equal("4", await ledger.AskAsync("select cast(max(version) as text) from ledger_seals where account_id = '{ada}'"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Seals_cannot_be_changed_by_the_program(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);

        foreach (var sql in new[] { "update ledger_seals set hash = ''", "delete from ledger_seals" })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => ledger.Shell.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default));
    }

    private static TransactionEntry Leg(string account, long version, long amount) =>
        new() { TransactionId = "txn_1", AccountId = account, Version = version, Amount = new CreditAmount(amount) };
}
