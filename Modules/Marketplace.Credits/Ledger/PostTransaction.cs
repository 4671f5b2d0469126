using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Moves credits between a customer and a system account. The account comes first and the key second, so that a refused debit leaves no
/// row behind; where the key turns out to be used, the change of the account is undone in the same transaction, unseen by anybody.
/// </summary>
internal sealed class PostTransaction(TimeProvider time)
{
    /// <exception cref="ArgumentOutOfRangeException">The amount is zero, or the balance would leave the range of <see cref="CreditAmount"/>.</exception>
    public async Task<PostResult> ExecuteAsync(UnitOfWork db, Posting posting, CancellationToken cancellationToken)
    {
        Guard.Key(posting.IdempotencyKey);
        Guard.User(posting.UserId);
        Guard.NotZero(posting.Amount);
        var hash = RequestHash.Of(posting);
        var now = time.GetUtcNow();

        var account = posting.Amount.IsNegative
            ? await AccountRows.TakeAsync(db, posting.UserId, -posting.Amount, cancellationToken)
            : await AccountRows.GiveAsync(db, posting.UserId, posting.Amount, now, cancellationToken);
        if (account is null)
            return await ReplayAsync(db, posting.IdempotencyKey, hash, cancellationToken) ?? await RefuseAsync(db, posting, cancellationToken);

        var row = new TransactionRow(
            PrefixedId.New("txn", now), posting.IdempotencyKey, hash, posting.Type, posting.Description, posting.Metadata, HoldId: null, now);
        if (!await TransactionRows.TryInsertAsync(db, row, cancellationToken))
        {
            await AccountRows.UndoAsync(db, account, posting.Amount, cancellationToken);
            return (await ReplayAsync(db, posting.IdempotencyKey, hash, cancellationToken))!;
        }

        await TransactionRows.WriteEntriesAsync(db, row, account, posting.Amount, posting.Counterpart, cancellationToken);
        return new PostResult.Posted(row.Id, account.Posted, Replayed: false);
    }

    private static async Task<PostResult?> ReplayAsync(UnitOfWork db, string key, string hash, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, key, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == hash => new PostResult.Posted(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new PostResult.KeyReused(),
        };

    private static async Task<PostResult> RefuseAsync(UnitOfWork db, Posting posting, CancellationToken cancellationToken)
    {
        if (posting.Amount.IsPositive)
            throw new ArgumentOutOfRangeException(nameof(posting), posting.Amount, "The balance would be larger than an account can hold.");
        var account = await AccountRows.FindAsync(db, posting.UserId, cancellationToken);
        return new PostResult.InsufficientBalance(-posting.Amount, account?.Available ?? CreditAmount.Zero);
    }
}
