using Marketplace.Credits.Verification.Walk;

namespace Marketplace.Credits.Verification.Rules;

[StoredName("LotsBelongToAccounts")]
internal sealed class LotsBelongToAccounts : SqlRule
{
    public override string Title => "Every lot belongs to an account and to what granted it";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Lots;

    protected override string Sql(KeyRange range) =>
        $"""
         select l.id as place, case when a.id is null then 'an account' else 'a transaction' end as expected, 'none' as found
         from ledger_lots l left join ledger_accounts a on a.id = l.account_id left join ledger_transactions t on t.id = l.transaction_id
         where {range.Of("l.id")} and (a.id is null or (t.id is null and l.transaction_id <> 'opening'))
         order by l.id limit 1
         """;
}

[StoredName("LotsWithCreditsAreOpen")]
internal sealed class LotsWithCreditsAreOpen : SqlRule
{
    public override string Title => "A lot is open while something is left of it";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Lots;

    protected override string Sql(KeyRange range) =>
        $"""
         select l.id as place, case when l.remaining > 0 then 'open' else 'closed' end as expected, case when l.is_open then 'open'
         else 'closed' end as found
         from ledger_lots l
         where {range.Of("l.id")} and l.is_open <> (l.remaining > 0)
         order by l.id limit 1
         """;
}

/// <summary>No index leads from a lot to its movements, because nothing else asks that way.</summary>
[StoredName("LotsHoldWhatMovementsLeft")]
internal sealed class LotsHoldWhatMovementsLeft : SqlRule
{
    public override string Title => "A lot holds what its movements and open holds left of it, never less than nothing";

    public override string Remedy => Remedies.Compensate;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    public override bool IsInMillionths => true;

    protected override string Sql(KeyRange range) =>
        """
        select l.id as place, cast(coalesce(m.amount, 0) - coalesce(r.amount, 0) as text) as expected, cast(l.remaining as text) as found
        from ledger_lots l
        left join (select lot_id, sum(amount) as amount from ledger_lot_movements group by lot_id) as m on m.lot_id = l.id
        left join (
          select x.lot_id, sum(x.amount) as amount from ledger_hold_lots x join ledger_holds h on h.id = x.hold_id and h.status = 'open'
          group by x.lot_id
        ) as r on r.lot_id = l.id
        where l.remaining <> coalesce(m.amount, 0) - coalesce(r.amount, 0) or l.remaining < 0 or l.remaining > l.amount
        order by l.id limit 1
        """;
}

[StoredName("LotMovementsBelongToLots")]
internal sealed class LotMovementsBelongToLots : SqlRule
{
    public override string Title => "Every movement of a lot belongs to a lot and to what caused it";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    protected override string Sql(KeyRange range) =>
        """
        select m.source_id || '/' || m.lot_id as place, case when l.id is null then 'a lot' else 'a transaction' end as expected,
        'none' as found
        from ledger_lot_movements m
        left join ledger_lots l on l.id = m.lot_id left join ledger_transactions t on t.id = m.source_id left
        join ledger_holds h on h.id = m.source_id
        where l.id is null or (t.id is null and h.id is null and m.source_id <> 'opening')
        order by m.source_id, m.lot_id limit 1
        """;
}

[StoredName("ReservationsBelongToHolds")]
internal sealed class ReservationsBelongToHolds : SqlRule
{
    public override string Title => "Every reservation of a lot belongs to a hold and to a lot";

    public override string Remedy => Remedies.Restore;

    public override LedgerWalk Walk => LedgerWalk.Whole;

    protected override string Sql(KeyRange range) =>
        """
        select r.hold_id || '/' || r.lot_id as place, case when h.id is null then 'a hold' else 'a lot' end as expected, 'none' as found
        from ledger_hold_lots r left join ledger_holds h on h.id = r.hold_id left join ledger_lots l on l.id = r.lot_id
        where h.id is null or l.id is null
        order by r.hold_id, r.position limit 1
        """;
}
