using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Payments.Reconciliation.Rules;

internal static class TopUpWalk
{
    public static readonly LedgerWalk TopUps = new("top-ups", "top_ups", 2000);

    public const string Remedy =
        "Reconcile payments with the provider first. If it says that the money was paid, what is missing is given by an adjustment; find "
        + "out who changed the database past this program. Do not change rows by hand.";
}

[StoredName("TopUpsHaveTheirTransactions")]
internal sealed class TopUpsHaveTheirTransactions : SqlRule
{
    public override string Title => "Every paid top-up has its credits in the ledger";

    public override string Remedy => TopUpWalk.Remedy;

    public override LedgerWalk Walk => TopUpWalk.TopUps;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select u.id as place, cast(u.amount + u.bonus as text) as expected, cast(coalesce(sum(e.amount), 0) as text) as found
         from top_ups u
         left join ledger_transactions t on t.idempotency_key in ('topup:' || u.id, 'topup:' || u.id || ':bonus')
         left join ledger_entries e on e.transaction_id = t.id
         where {range.Of("u.id")} and u.status = 'Succeeded'
         group by u.id, u.amount, u.bonus having coalesce(sum(e.amount), 0) <> u.amount + u.bonus
         order by u.id limit 1
         """;
}

[StoredName("TopUpTransactionsHaveTheirTopUp")]
internal sealed class TopUpTransactionsHaveTheirTopUp : SqlRule
{
    public override string Title => "Every credit of a top-up belongs to one that was paid";

    public override string Remedy => TopUpWalk.Remedy;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select t.id as place, 'Succeeded' as expected, coalesce(u.status, 'no top-up') as found
         from ledger_transactions t left join top_ups u on u.id = replace(substr(t.idempotency_key, 7), ':bonus', '')
         where {range.Of("t.id")} and t.idempotency_key like 'topup:%' and (u.id is null or u.status <> 'Succeeded')
         order by t.id limit 1
         """;
}
