using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Transfers;
using Marketplace.Data;

namespace Marketplace.Credits.TransactionDetails;

internal sealed class ReadTransactionDetails(IDatabase database, FindTransaction findTransaction, IUserDirectory? users = null)
{
    /// <summary>Transactions of this customer, by whatever condition follows.</summary>
    private const string Linked =
        """
        select t.id, t.description, e.amount, e.created_at
        from ledger_transactions t
        join ledger_entries e on e.transaction_id = t.id
        join ledger_accounts a on a.id = e.account_id and a.kind = 'customer' and a.owner = @userId and a.asset = @asset
        """;

    /// <returns>Null where the transaction does not exist or is another customer's.</returns>
    public async Task<WalletTransactionDetails?> ExecuteAsync(string userId, string transactionId, CancellationToken cancellationToken)
    {
        if (await findTransaction.ExecuteAsync(userId, transactionId, cancellationToken) is not { } transaction)
            return null;
        var parameters = new { userId, asset = Assets.Credit, transactionId };
        await using var db = await database.OpenAsync(cancellationToken);
        var reverses = await db.QuerySingleOrDefaultAsync<LinkedTransaction>(
            $"{Linked} where t.id = (select reverses_id from ledger_transactions where id = @transactionId)", parameters,
            cancellationToken);
        var reversedBy = await db.QueryAsync<LinkedTransaction>(
            $"{Linked} where t.reverses_id = @transactionId order by e.version", parameters, cancellationToken);
        var hold = await db.QuerySingleOrDefaultAsync<CapturedHold>(
            "select amount, created_at from ledger_holds where id = (select hold_id from ledger_transactions where id = @transactionId)",
            parameters, cancellationToken);
        var lots = await db.QueryAsync<LotUse>(
            """
            select l.kind, m.amount, l.expires_at, l.granted_at, t.id as source_id
            from ledger_lot_movements m
            join ledger_lots l on l.id = m.lot_id
            join ledger_accounts a on a.id = l.account_id and a.kind = 'customer' and a.owner = @userId and a.asset = @asset
            left join ledger_transactions t on t.id = l.transaction_id and t.id <> @transactionId
            where m.source_id = @transactionId
            order by l.burn_order
            """,
            parameters,
            cancellationToken);
        return new WalletTransactionDetails(
            transaction, reverses, reversedBy, hold, lots, await CounterpartyAsync(transaction, cancellationToken));
    }

    private async Task<Counterparty?> CounterpartyAsync(WalletTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Type != TransactionType.Transfer)
            return null;
        var sent = transaction.Amount.IsNegative;
        if (!transaction.Metadata.TryGetValue(sent ? "to_user" : "from_user", out var id))
            return null;
        var user = users is null ? null : await users.FindAsync(id, cancellationToken);
        return new Counterparty(user is null ? id : NamedInTransfer.Of(transaction, user), sent);
    }
}
