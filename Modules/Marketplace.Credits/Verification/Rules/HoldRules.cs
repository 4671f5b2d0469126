using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("HoldsBelongToAccounts")]
internal sealed class HoldsBelongToAccounts : SqlRule
{
    public override string Title => "Every hold belongs to an account";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Holds;

    protected override string Sql(KeyRange range) =>
        $"""
         select h.id as place, 'an account' as expected, 'none' as found
         from ledger_holds h left join ledger_accounts a on a.id = h.account_id
         where {range.Of("h.id")} and a.id is null
         order by h.id limit 1
         """;
}

[StoredName("OnlyClosedHoldsHaveAnEnd")]
internal sealed class OnlyClosedHoldsHaveAnEnd : SqlRule
{
    public override string Title => "A closed hold has a closing time, an open one has none";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Holds;

    protected override string Sql(KeyRange range) =>
        $"""
         select h.id as place,
           case when h.closed_at is null then 'open' else 'closed' end as expected, h.status as found
         from ledger_holds h
         where {range.Of("h.id")} and (h.status = 'open') <> (h.closed_at is null)
         order by h.id limit 1
         """;
}

[StoredName("OpenHoldsReserveLots")]
internal sealed class OpenHoldsReserveLots : SqlRule
{
    public override string Title => "An open hold reserves lots for all of its amount";

    public override string Remedy => Remedies.Release;

    public override LedgerWalk Walk => LedgerWalk.Holds;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select h.id as place, cast(h.amount as text) as expected, cast(coalesce(sum(r.amount), 0) as text) as found
         from ledger_holds h left join ledger_hold_lots r on r.hold_id = h.id
         where {range.Of("h.id")} and h.status = 'open'
         group by h.id, h.amount having coalesce(sum(r.amount), 0) <> h.amount
         order by h.id limit 1
         """;
}

[StoredName("CapturesCloseTheirHold")]
internal sealed class CapturesCloseTheirHold : SqlRule
{
    public override string Title => "A transaction that captures a hold leaves it captured";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    protected override string Sql(KeyRange range) =>
        $"""
         select t.id as place, 'captured' as expected, coalesce(h.status, 'none') as found
         from ledger_transactions t left join ledger_holds h on h.id = t.hold_id
         where {range.Of("t.id")} and t.hold_id is not null and (h.id is null or h.status <> 'captured')
         order by t.id limit 1
         """;
}

[StoredName("CapturesTakeWhatTheirHoldSays")]
internal sealed class CapturesTakeWhatTheirHoldSays : SqlRule
{
    public override string Title => "A capture takes what its hold says";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Transactions;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        $"""
         select t.id as place, cast(h.captured as text) as expected, cast(coalesce(sum(-e.amount), 0) as text) as found
         from ledger_transactions t join ledger_holds h on h.id = t.hold_id
         left join ledger_entries e on e.transaction_id = t.id and e.account_id = h.account_id
         where {range.Of("t.id")}
         group by t.id, h.captured having coalesce(sum(-e.amount), 0) <> h.captured
         order by t.id limit 1
         """;
}

/// <summary>No index leads from a hold to its transaction, because nothing else asks that way.</summary>
[StoredName("CapturedHoldsHaveOneTransaction")]
internal sealed class CapturedHoldsHaveOneTransaction : SqlRule
{
    public override string Title => "A captured hold has one transaction, any other none";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    protected override string Sql(KeyRange range) =>
        """
        select h.id as place, case when h.status = 'captured' then '1' else '0' end as expected, cast(count(t.id) as text) as found
        from ledger_holds h left join ledger_transactions t on t.hold_id = h.id
        group by h.id, h.status having count(t.id) <> case when h.status = 'captured' then 1 else 0 end
        order by h.id limit 1
        """;
}
