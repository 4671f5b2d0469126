using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Payments.Reconciliation.Rules;

/// <summary>
/// For the verification of the ledger: what is noted as taken for refunds and disputes is what the transactions of each top-up lost.
/// </summary>
[StoredName("TakingsAgree")]
internal sealed class TakingsAgree : SqlRule
{
    public override string Title => "What refunds and disputes took of a top-up is what the ledger says";

    public override string Remedy =>
        "Open the payment's page and follow its transactions. Find out who changed the database past this program; what a customer lost "
        + "or got too much is given or taken by an adjustment.";

    public override LedgerWalk Walk => TopUpWalk.TopUps;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select x.id as place, cast(x.noted as text) as expected, cast(x.taken as text) as found from (
           select u.id,
             coalesce((select sum(k.bought - k.bought_restored + k.bonus - k.bonus_restored) from top_up_takings k
             where k.top_up_id = u.id), 0) as noted,
             coalesce((
               select sum(-e.amount) from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
               where t.reverses_id in (c.transaction_id, c.bonus_transaction_id)), 0)
             + coalesce((
               select sum(-e.amount) from ledger_transactions r join ledger_transactions t on t.reverses_id = r.id
               join ledger_entries e on e.transaction_id = t.id
               where r.reverses_id in (c.transaction_id, c.bonus_transaction_id)), 0) as taken
           from top_ups u join top_up_credits c on c.top_up_id = u.id
           where {range.Of("u.id")}) x
         where x.noted <> x.taken order by x.id limit 1
         """;
}
