using Marketplace.Data;

namespace Marketplace.Credits.TfpMigration;

/// <summary>Takes from one user what the migration gave, from the very lots that it made as far as they are there.</summary>
internal sealed class TakeBack(WriteTransaction write, TimeProvider time)
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <returns>What the user lacks because they spent or reserved it, or null when it was taken.</returns>
    public async Task<CreditAmount?> ExecuteAsync(UnitOfWork db, TfpUserRow row, CancellationToken cancellationToken)
    {
        if (row.Credited == CreditAmount.Zero)
            return null;
        var account = await AccountRows.LockAsync(db, row.UserId!, Assets.Credit, cancellationToken);
        if (account is null || account.Available < row.Credited)
            return row.Credited - (account?.Available ?? CreditAmount.Zero);
        var now = time.GetUtcNow();
        var transaction = new TransactionRow(
            PrefixedId.New("txn", now), $"tfp:{row.Id}:back", "", TransactionType.Migration, "Balance brought over taken back", Nothing, now);
        var leg = new Leg(account, -row.Credited, Released: CreditAmount.Zero, new DrawMigratedLots(row.Id));
        var written = await write.ExecuteAsync(db, transaction, [leg], [new SystemEntry(SystemAccount.Migration.Id(), row.Credited)], cancellationToken);
        return written is null ? throw new InvalidOperationException($"What {row.FileName} got was taken back before.") : null;
    }
}

/// <summary>Draws on the lots of one user's migration first, then on others in burn order.</summary>
internal sealed record DrawMigratedLots(string MigrationId) : ILotRule
{
    public async Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken)
    {
        var left = change.Drawn;
        foreach (var lot in await ListAsync(db, change.Before.Id, cancellationToken))
            left -= await DrawAsync(db, change, lot, left, cancellationToken);
        if (!left.IsPositive)
            return;
        foreach (var lot in await LotRows.ChooseAsync(db, change.Before.Id, left, first: null, cancellationToken))
            await DrawAsync(db, change, lot, left, cancellationToken);
    }

    private static async Task<CreditAmount> DrawAsync(UnitOfWork db, LotChange change, LotPart lot, CreditAmount left, CancellationToken cancellationToken)
    {
        var part = lot.Amount < left ? lot.Amount : left;
        if (!part.IsPositive)
            return CreditAmount.Zero;
        await LotRows.ChangeAsync(db, lot.LotId, -part, cancellationToken);
        await LotRows.WriteMovementAsync(db, change.Transaction.Id, lot.LotId, -part, cancellationToken);
        return part;
    }

    private Task<IReadOnlyList<LotPart>> ListAsync(DbSession db, string accountId, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            """
            select l.id as lot_id, l.remaining as amount from ledger_lots l join ledger_transactions t on t.id = l.transaction_id
            where l.account_id = @accountId and l.is_open and t.idempotency_key like @keys
            order by l.burn_order
            """,
            new { accountId, keys = $"tfp:{MigrationId}:%" },
            cancellationToken);
}
