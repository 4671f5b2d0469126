using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("SystemTotalsAreSumsOfEntries")]
internal sealed class SystemTotalsAreSumsOfEntries : SqlRule
{
    public override string Title => "What is summed up of system accounts is the sum of their entries";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        """
        select account_id as place, cast(sum(entries) as text) as expected, cast(sum(totals) as text) as found from (
          select s.account_id, s.amount as entries, 0 as totals
          from ledger_system_entries s where s.transaction_id < (select live_from from ledger_system_totals_state where id = 1)
          union all
          select account_id, 0, amount from ledger_system_totals) as sums
        group by account_id having sum(entries) <> sum(totals)
        order by account_id limit 1
        """;
}
