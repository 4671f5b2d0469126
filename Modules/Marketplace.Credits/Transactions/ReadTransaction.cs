using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Data;

namespace Marketplace.Credits.Transactions;

internal sealed class ReadTransaction(IDatabase database, ListTransactions list)
{
    private const int ReversalsShown = 100;

    public async Task<FullTransaction?> ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var head = await db.QuerySingleOrDefaultAsync<TransactionHead>(
            "select id, idempotency_key, type, description, metadata, hold_id, reverses_id, created_at from ledger_transactions where id "
            + "= @id", new { id }, cancellationToken);
        if (head is null)
            return null;
        return new FullTransaction
        {
            Head = head,
            Metadata = JsonSerializer.Deserialize<SortedDictionary<string, string>>(head.Metadata)!,
            Entries = await EntriesAsync(db, id, cancellationToken),
            Lots = await LotsAsync(db, id, cancellationToken),
            Hold = head.HoldId is null ? null : await HoldAsync(db, head.HoldId, cancellationToken),
            Reverses = head.ReversesId is null ? null : await list.FindAsync(head.ReversesId, cancellationToken),
            ReversedBy = await ReversalsAsync(db, id, cancellationToken),
            Refundable = await FindRefundable.ExecuteAsync(db, id, cancellationToken),
        };
    }

    /// <summary>
    /// System entries are asked for by all accounts that there can be: the transaction alone would search the whole table.
    /// </summary>
    private static async Task<IReadOnlyList<EntryDetails>> EntriesAsync(DbSession db, string id, CancellationToken cancellationToken)
    {
        var assets = await db.QueryAsync<string>(
            "select distinct a.asset from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.transaction_id = @id",
            new { id }, cancellationToken);
        return await db.QueryAsync<EntryDetails>(
            $"""
            select e.account_id, a.owner, a.asset, e.version, e.amount, e.balance_after, 0 as side
            from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.transaction_id = @id
            union all
            select s.account_id, null, null, null, s.amount, null, 1 from ledger_system_entries s
            where {db.Dialect.In("s.account_id", "accounts")} and s.transaction_id = @id
            order by 7, 5, 1
            """,
            new { id, accounts = assets.SelectMany(asset => SystemAccounts.All.Select(x => x.Id(asset))).ToArray() },
            cancellationToken);
    }

    private static Task<IReadOnlyList<LotDetails>> LotsAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QueryAsync<LotDetails>(
            """
            select m.lot_id, l.kind, m.amount, l.remaining, l.expires_at, a.owner, a.asset
            from ledger_lot_movements m join ledger_lots l on l.id = m.lot_id join ledger_accounts a on a.id = l.account_id
            where m.source_id = @id order by m.amount, l.burn_order
            """,
            new { id },
            cancellationToken);

    private static Task<HoldDetails?> HoldAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<HoldDetails>(
            "select id, description, reference, amount, captured, status, created_at, expires_at from ledger_holds where id = @id",
            new { id }, cancellationToken);

    private async Task<IReadOnlyList<TransactionSummary>> ReversalsAsync(DbSession db, string id, CancellationToken cancellationToken)
    {
        var ids = await db.QueryAsync<string>(
            "select id from ledger_transactions where reverses_id = @id order by id limit @ReversalsShown", new { id, ReversalsShown },
            cancellationToken);
        var found = new List<TransactionSummary>();
        foreach (var reversal in ids)
            found.Add((await list.FindAsync(reversal, cancellationToken))!);
        return found;
    }
}
