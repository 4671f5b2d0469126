using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>
/// What must be true of a tenant's ledger at every moment between transactions, whatever happened before. Call it at the end of every test
/// that moved money. It reads the tables only, so that a test of any module can use it.
/// </summary>
public static class LedgerInvariants
{
    /// <summary>Each finds the rows that break one rule and names them.</summary>
    private static readonly (string Rule, string Offenders)[] Rules =
    [
        ("the entries of every transaction sum to zero",
            "select transaction_id from ledger_all_entries group by transaction_id having sum(amount) <> 0"),
        ("every transaction has at least two entries",
            """
            select t.id from ledger_transactions t left join ledger_all_entries e on e.transaction_id = t.id
            group by t.id having count(e.transaction_id) < 2
            """),
        ("every entry belongs to a transaction of the same type",
            """
            select e.account_id || '/' || e.version from ledger_entries e left join ledger_transactions t on t.id = e.transaction_id
            where t.id is null or t.type <> e.type
            """),
        ("every system entry belongs to a transaction",
            """
            select s.account_id || '/' || s.transaction_id from ledger_system_entries s left
            join ledger_transactions t on t.id = s.transaction_id
            where t.id is null
            """),
        ("every entry belongs to an account",
            "select e.account_id from ledger_entries e left join ledger_accounts a on a.id = e.account_id where a.id is null"),
        ("balances are the sums of their entries, versions their count",
            """
            select a.id from ledger_accounts a left join ledger_entries e on e.account_id = a.id
            group by a.id, a.posted, a.version
            having a.posted <> coalesce(sum(e.amount), 0) or a.version <> count(e.version) or a.version <> coalesce(max(e.version), 0)
            """),
        ("every entry starts where the one before it ended",
            """
            select e.account_id || '/' || e.version from ledger_entries e
            left join ledger_entries p on p.account_id = e.account_id and p.version = e.version - 1
            where e.balance_before <> coalesce(p.balance_after, 0) or e.balance_after <> e.balance_before + e.amount
               or (p.version is null and e.version <> 1)
            """),
        ("what is held is the sum of the open holds",
            """
            select a.id from ledger_accounts a left join ledger_holds h on h.account_id = a.id and h.status = 'open'
            group by a.id, a.held having a.held <> coalesce(sum(h.amount), 0)
            """),
        ("every hold belongs to an account",
            "select h.id from ledger_holds h left join ledger_accounts a on a.id = h.account_id where a.id is null"),
        ("only a chargeback or a refunded top-up leaves debt",
            """
            select a.id from ledger_accounts a
            where a.kind = 'customer' and a.posted - a.held < 0 and not exists (
              select 1 from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
              where e.account_id = a.id and e.amount < 0 and t.reverses_id is not null)
            """),
        ("open lots sum up to what can be spent",
            """
            select a.id from ledger_accounts a left join ledger_lots l on l.account_id = a.id
            where a.kind = 'customer'
            group by a.id, a.posted, a.held
            having coalesce(sum(l.remaining), 0) <> case when a.posted > a.held then a.posted - a.held else 0 end
            """),
        ("a lot holds what its movements and open holds left of it",
            """
            select l.id from ledger_lots l
            left join (select lot_id, sum(amount) as amount from ledger_lot_movements group by lot_id) m on m.lot_id = l.id
            left join (
              select r.lot_id, sum(r.amount) as amount from ledger_hold_lots r join ledger_holds h on h.id = r.hold_id and h.status = 'open'
              group by r.lot_id
            ) r on r.lot_id = l.id
            where l.remaining <> coalesce(m.amount, 0) - coalesce(r.amount, 0) or l.is_open <> (l.remaining > 0)
            """),
        ("every movement belongs to a lot and a source",
            """
            select m.source_id || '/' || m.lot_id from ledger_lot_movements m
            left join ledger_lots l on l.id = m.lot_id left join ledger_transactions t on t.id = m.source_id left
            join ledger_holds h on h.id = m.source_id
            where l.id is null or (t.id is null and h.id is null and m.source_id <> 'opening')
            """),
        ("an open hold reserves lots for all of its amount",
            """
            select h.id from ledger_holds h left join ledger_hold_lots r on r.hold_id = h.id
            where h.status = 'open' group by h.id, h.amount having coalesce(sum(r.amount), 0) <> h.amount
            """),
        ("nothing is reversed twice",
            """
            with recursive chain(root, id, sign) as (
              select reverses_id, id, 1 from ledger_transactions where reverses_id is not null
              union all
              select c.root, t.id, -c.sign from chain c join ledger_transactions t on t.reverses_id = c.id)
            select c.root from chain c cross join ledger_entries e cross join ledger_entries o
            where e.transaction_id = c.id and o.transaction_id = c.root and o.account_id = e.account_id
            group by c.root, o.amount having sum(c.sign * abs(e.amount)) > abs(o.amount) or sum(c.sign * abs(e.amount)) < 0
            """),
        ("a captured hold has one transaction over what was captured, any other hold none",
            """
            select h.id from ledger_holds h
            left join ledger_transactions t on t.hold_id = h.id
            left join ledger_entries e on e.transaction_id = t.id and e.account_id = h.account_id
            group by h.id, h.status, h.captured
            having count(t.id) <> (case when h.status = 'captured' then 1 else 0 end) or coalesce(sum(-e.amount), 0) <> h.captured
            """),
        ("an open hold is not closed, a closed one is",
            "select id from ledger_holds where (status = 'open') <> (closed_at is null)"),
    ];

    /// <exception cref="LedgerInvariantException">A rule does not hold; the message names it and the first rows that break it.</exception>
    public static async Task AssertAsync(IDatabase database)
    {
        await using var db = await database.OpenAsync(CancellationToken.None);
        var broken = new List<string>();
        foreach (var (rule, sql) in Rules)
        {
            var offenders = await db.QueryAsync<string>(sql);
            if (offenders.Count > 0)
                broken.Add(
                    $"Not true: {rule}. Broken by {string.Join(", ", offenders.Take(5))}{(offenders.Count > 5 ? " and others" : "")}.");
        }

        if (broken.Count > 0)
            throw new LedgerInvariantException(string.Join('\n', broken));
    }
}

public sealed class LedgerInvariantException(string message) : Exception(message);
