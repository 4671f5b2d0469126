using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Testing;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>Every kind of damage is found, and the first row that differs is named.</summary>
public sealed class DamageTests
{
    private const string NewEntry =
        "insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at) ";

    /// <summary>Rule, damage, the row that it must name, what must be there, what is there.</summary>
    private static readonly (string Rule, string Damage, string Place, string Expected, string Found)[] Kinds =
    [
        ("EntriesBelongToAccounts", "delete from ledger_accounts where id = '{bob}'", "{bob}/1", "an account", "none"),
        ("EntriesAreNumberedWithoutGap", "delete from ledger_entries where account_id = '{ada}' and version in (3, 5)", "{ada}/3",
            "an entry", "none"),
        ("EntriesAreNumberedWithoutGap", "delete from ledger_entries where account_id = '{ada}' and version = 7", "{ada}/7", "an entry",
            "none"),
        ("EntriesAreNumberedWithoutGap", "update ledger_accounts set version = 6 where id = '{ada}'", "{ada}/7", "none", "an entry"),
        ("EntriesStartWhereTheLastEnded",
            "update ledger_entries set balance_before = balance_before + 1, balance_after = balance_after + 1 where account_id = '{ada}' "
            + "and version = 3", "{ada}/3", "110000000", "110000001"),
        ("EntriesStartWhereTheLastEnded",
            "update ledger_entries set balance_before = 1, balance_after = balance_after + 1 where account_id = '{ada}' and version = 1",
            "{ada}/1", "0", "1"),
        ("EntriesEndWhereTheirAmountLeads",
            "update ledger_entries set balance_after = balance_after + 1 where account_id = '{ada}' and version = 2", "{ada}/2",
            "110000000", "110000001"),
        ("BalancesAreSumsOfEntries", "update ledger_accounts set posted = posted + 1 where id = '{bob}'", "{bob}", "10000000", "10000001"),
        ("TransactionsSumToZero", "update ledger_system_entries set amount = amount + 1 where transaction_id = '{purchase}'", "{purchase}",
            "0", "1"),
        ("TransactionsSumToZero", "delete from ledger_system_entries where transaction_id = '{capture}'", "{capture}", "0", "-15000000"),
        ("TransactionsSumToZero", "update ledger_system_entries set account_id = 'sys_nobody', amount = 1 where transaction_id = '{bonus}'",
            "{bonus}", "0", "10000001"),
        ("TransactionsHaveEntries",
            "insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, created_at) values "
            + "('txn_0', 'x', '', 'Usage', '', '{}', '2026-01-01')", "txn_0", "2", "0"),
        ("TransactionsStayInOneAsset",
            "update ledger_system_entries set account_id = 'sys_revenue:tft' where transaction_id = '{purchase}'", "{purchase}", "credit",
            "sys_revenue:tft"),
        ("EntriesMatchTheirTransaction", "update ledger_entries set type = 'Usage' where account_id = '{ada}' and version = 3", "{ada}/3",
            "Purchase", "Usage"),
        ("EntriesMatchTheirTransaction", "delete from ledger_transactions where id = '{bonus}'", "{ada}/2", "a transaction", "none"),
        ("SystemEntriesBelongToTransactions",
            "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_promotions', 'txn_gone', 5)",
            "sys_promotions/txn_gone", "a transaction", "none"),
        ("ReversalsHaveTheirOriginal", "update ledger_transactions set reverses_id = 'txn_gone' where id = '{refund}'", "{refund}",
            "txn_gone", "none"),
        ("NothingIsReversedTwice", "update ledger_transactions set reverses_id = '{purchase}' where id in ('{capture}', '{transfer}')",
            "{purchase}", "30000000", "37000000"),
        ("DebtComesFromReversals", "update ledger_accounts set posted = -1 where id = '{bob}'", "{bob}", "0", "-1"),
        ("HeldIsTheSumOfOpenHolds", "update ledger_accounts set held = held + 1 where id = '{ada}'", "{ada}", "5000000", "5000001"),
        ("HeldIsTheSumOfOpenHolds", "delete from ledger_holds where id = '{open-hold}'", "{ada}", "0", "5000000"),
        ("HoldsBelongToAccounts", "update ledger_holds set account_id = 'acc_gone' where id = '{voided-hold}'", "{voided-hold}",
            "an account", "none"),
        ("OnlyClosedHoldsHaveAnEnd", "update ledger_holds set closed_at = null where id = '{voided-hold}'", "{voided-hold}", "open",
            "voided"),
        ("OnlyClosedHoldsHaveAnEnd", "update ledger_holds set closed_at = created_at where id = '{open-hold}'", "{open-hold}", "closed",
            "open"),
        ("CapturedHoldsHaveOneTransaction", "update ledger_transactions set hold_id = null where id = '{capture}'", "{captured-hold}", "1",
            "0"),
        ("CapturedHoldsHaveOneTransaction", "update ledger_transactions set hold_id = '{voided-hold}' where id = '{top-up}'",
            "{voided-hold}", "0", "1"),
        ("CapturesCloseTheirHold", "update ledger_holds set status = 'expired' where id = '{captured-hold}'", "{capture}", "captured",
            "expired"),
        ("CapturesCloseTheirHold", "delete from ledger_holds where id = '{captured-hold}'", "{capture}", "captured", "none"),
        ("CapturesTakeWhatTheirHoldSays", "update ledger_holds set captured = captured - 1 where id = '{captured-hold}'", "{capture}",
            "14999999", "15000000"),
        ("OpenHoldsReserveLots", "delete from ledger_hold_lots where hold_id = '{open-hold}'", "{open-hold}", "5000000", "0"),
        ("OpenLotsAreWhatCanBeSpent", "update ledger_lots set remaining = remaining - 1 where id = '{bobs-lot}'", "{bob}", "10000000",
            "9999999"),
        ("LotsWithCreditsAreOpen", "update ledger_lots set is_open = not is_open where id = '{bobs-lot}'", "{bobs-lot}", "open", "closed"),
        ("LotsHoldWhatMovementsLeft", "update ledger_lots set remaining = remaining - 1 where id = '{bobs-lot}'", "{bobs-lot}", "10000000",
            "9999999"),
        ("LotsHoldWhatMovementsLeft", "update ledger_lot_movements set amount = amount - 1 where lot_id = '{bobs-lot}'", "{bobs-lot}",
            "9999999", "10000000"),
        ("LotsBelongToAccounts", "update ledger_lots set account_id = 'acc_gone' where id = '{bobs-lot}'", "{bobs-lot}", "an account",
            "none"),
        ("LotsBelongToAccounts", "update ledger_lots set transaction_id = 'txn_gone' where id = '{bobs-lot}'", "{bobs-lot}",
            "a transaction", "none"),
        ("LotMovementsBelongToLots", "insert into ledger_lot_movements (source_id, lot_id, amount) values ('txn_gone', '{bobs-lot}', 5)",
            "txn_gone/{bobs-lot}", "a transaction", "none"),
        ("LotMovementsBelongToLots", "insert into ledger_lot_movements (source_id, lot_id, amount) values ('{top-up}', 'lot_gone', 5)",
            "{top-up}/lot_gone", "a lot", "none"),
        ("ReservationsBelongToHolds",
            "insert into ledger_hold_lots (hold_id, lot_id, position, amount) values ('hld_gone', '{bobs-lot}', 0, 5)",
            "hld_gone/{bobs-lot}", "a hold", "none"),
        ("ReservationsBelongToHolds",
            "insert into ledger_hold_lots (hold_id, lot_id, position, amount) values ('{voided-hold}', 'lot_gone', 9, 5)",
            "{voided-hold}/lot_gone", "a lot", "none"),
        ("SystemTotalsAreSumsOfEntries",
            "insert into ledger_system_totals (account_id, day, amount, entries) values ('sys_revenue', '2020-01-01', 5, 1)", "sys_revenue",
            "0", "5"),
        ("SystemTotalsAreSumsOfEntries", "update ledger_system_totals_state set live_from = 'txn_z' where id = 1", "sys_payment_clearing",
            "-101000000", "0"),
        ("SealsBelongToEntries", "delete from ledger_seals where account_id = '{ada}' and version in (2, 4)", "{ada}/2", "a seal", "none"),
        ("SealsBelongToEntries",
            "delete from ledger_entries where account_id = '{bob}'; update ledger_accounts set posted = 0, version = 0 where id = '{bob}'",
            "{bob}/1", "an entry", "none"),
        ("BalancesAreSumsOfEntries",
            NewEntry
                + "select account_id, 8, transaction_id, type, 5, 0, 5, created_at from ledger_entries where account_id = '{ada}' and "
                + "version = 1", "{ada}", "68000005", "68000000"),
        ("BalancesAreSumsOfEntries",
            "update ledger_entries set amount = 9223372036854775807 where account_id = '{ada}' and version in (1, 2)", "accounts",
            "amounts that can be summed up", "a sum that is too large"),
    ];

    public static TheoryData<DatabaseKind, int> Cases
    {
        get
        {
            var cases = new TheoryData<DatabaseKind, int>();
            for (var i = 0; i < Kinds.Length; i++)
            {
                cases.Add(DatabaseKind.Sqlite, i);
                cases.Add(DatabaseKind.Postgres, i);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Damage_is_found_and_its_first_row_named(DatabaseKind kind, int index)
    {
        var (rule, damage, place, expected, found) = Kinds[index];
        await using var ledger = await SmallLedger.CreateAsync(kind);
        Assert.IsType<VerifyLedgerResult.Clean>(await ledger.VerifyAsync());

        await ledger.DamageAsync(damage);

        var findings = await ledger.FindAsync();
        Assert.True(findings.ContainsKey(rule), $"{rule} found nothing, but {string.Join(", ", findings)}");
        // PostgreSQL sums bigints up as numerics, which have no such limit.
        if (expected.StartsWith("amounts", StringComparison.Ordinal) && kind == DatabaseKind.Postgres)
            Assert.StartsWith("1844674407", findings[rule].Expected, StringComparison.Ordinal);
        else
            Assert.Equal(new LedgerFinding(ledger.Fill(place), expected, found), findings[rule]);
    }

    [Fact]
    public void Every_rule_is_shown_to_find_something()
    {
        var rules = typeof(LedgerRule).Assembly.GetTypes().Where(x => x.IsSubclassOf(typeof(LedgerRule)) && !x.IsAbstract)
            .Select(x => x.Name);
        Assert.Empty(rules.Except([.. Kinds.Select(x => x.Rule), nameof(SealsMatchEntries)]));
    }

    /// <summary>Whoever changes everything that must be equal betrays themselves by the seals alone.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "update ledger_transactions set description = 'Other' where id = '{purchase}'", "{ada}/3")]
    [InlineData(DatabaseKind.Postgres, "update ledger_transactions set description = 'Other' where id = '{purchase}'", "{ada}/3")]
    [InlineData(DatabaseKind.Sqlite, "update ledger_transactions set metadata = '{\"a\":\"b\"}' where id = '{purchase}'", "{ada}/3")]
    [InlineData(DatabaseKind.Sqlite, "update ledger_transactions set idempotency_key = 'another' where id = '{purchase}'", "{ada}/3")]
    [InlineData(
        DatabaseKind.Sqlite,
        "update ledger_transactions set type = 'Usage' where id = '{purchase}'; update ledger_entries set type = 'Usage' where "
        + "transaction_id = '{purchase}'", "{ada}/3")]
    [InlineData(DatabaseKind.Sqlite, "update ledger_transactions set reverses_id = null where id = '{refund}'", "{ada}/6")]
    [InlineData(
        DatabaseKind.Sqlite, "update ledger_entries set created_at = '2026-01-01T00:00:00.000000Z' where transaction_id = '{purchase}'",
        "{ada}/3")]
    [InlineData(
        DatabaseKind.Sqlite, "update ledger_system_entries set account_id = 'sys_adjustments' where transaction_id = '{purchase}'",
        "{ada}/3")]
    [InlineData(
        DatabaseKind.Postgres, "update ledger_system_entries set account_id = 'sys_adjustments' where transaction_id = '{purchase}'",
        "{ada}/3")]
    [InlineData(
        DatabaseKind.Sqlite,
        "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_adjustments', '{purchase}', 5), "
        + "('sys_operator', '{purchase}', -5)", "{ada}/3")]
    [InlineData(
        DatabaseKind.Postgres,
        "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_adjustments', '{purchase}', 5), "
        + "('sys_operator', '{purchase}', -5)", "{ada}/3")]
    [InlineData(DatabaseKind.Sqlite, Forgery, "{bob}/1")]
    [InlineData(DatabaseKind.Postgres, Forgery, "{bob}/1")]
    public async Task A_sealed_entry_that_was_changed_in_all_places_is_noticed_by_its_seal(DatabaseKind kind, string damage, string place)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);

        await ledger.DamageAsync(damage);

        var (rule, finding) = Assert.Single(await ledger.FindAsync());
        Assert.Equal(nameof(SealsMatchEntries), rule);
        Assert.Equal(ledger.Fill(place), finding.Place);
        Assert.NotEqual(finding.Expected, finding.Found);
    }

    /// <summary>What Ada sent was two more, of which one fewer is left to her, one more in the marketplace's pocket.</summary>
    private const string Forgery =
        """
        update ledger_entries set amount = amount + 1, balance_after = balance_after + 1 where account_id = '{bob}' and version = 1;
        insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_adjustments', '{transfer}', -1);
        update ledger_accounts set posted = posted + 1 where id = '{bob}';
        update ledger_lots set amount = amount + 1, remaining = remaining + 1 where id = '{bobs-lot}';
        update ledger_lot_movements set amount = amount + 1 where lot_id = '{bobs-lot}' and source_id = '{transfer}';
        delete from ledger_seals where account_id = '{ada}';
        """;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_called_out_in_the_log(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind);
        await ledger.DamageAsync("update ledger_accounts set posted = posted + 1 where id = '{bob}'");

        await ledger.FindAsync();

        var line = Assert.Single(ledger.Shell.Log.Entries, x => x.Level == LogLevel.Critical);
        Assert.Contains(ledger.Fill("{bob}"), line.Message, StringComparison.Ordinal);
        Assert.Contains("Every balance is the sum of its entries", line.Message, StringComparison.Ordinal);
    }
}
