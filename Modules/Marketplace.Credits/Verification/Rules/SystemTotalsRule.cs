using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("SystemTotalsAreSumsOfEntries")]
internal sealed class SystemTotalsAreSumsOfEntries : SqlRule
{
    public override string Title => "What is summed up of system accounts is the sum of their entries";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    public override bool IsInMillionths => true;

    /// <summary>
    /// Each sum is counted in whole credits and the rest, because over the years it may leave the range of amounts. A day that left it by
    /// itself is kept as the largest amount there is, so an account with such a day cannot be compared.
    /// </summary>
    protected override string Sql(KeyRange range) =>
        $"""
        select place, cast(entries * 1000000 + entries_rest as text) as expected, cast(totals * 1000000 + totals_rest as text) as found
        from (
          select account_id as place, sum(entries / 1000000) as entries, sum(entries % 1000000) as entries_rest,
            sum(totals / 1000000) as totals, sum(totals % 1000000) as totals_rest
          from (
            select s.account_id, s.amount as entries, 0 as totals
            from ledger_system_entries s where s.transaction_id < (select live_from from ledger_system_totals_state where id = 1)
            union all
            select account_id, 0, amount from ledger_system_totals) as sums
          group by account_id
          having max(case when abs(totals) = {long.MaxValue} then 1 else 0 end) = 0) as wide
        where (entries - totals) * 1000000 + entries_rest - totals_rest <> 0
        order by place limit 1
        """;
}
