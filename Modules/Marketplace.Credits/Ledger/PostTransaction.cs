using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Moves credits between a customer and a system account. A refused debit leaves no row behind.</summary>
internal sealed class PostTransaction(WriteTransaction write, DebitInOneCall debitInOneCall, TimeProvider time)
{
    /// <exception cref="ArgumentOutOfRangeException">The amount is zero, or the balance would leave the range of <see cref="CreditAmount"/>.</exception>
    public async Task<PostResult> ExecuteAsync(UnitOfWork db, Posting posting, CancellationToken cancellationToken)
    {
        Guard.Key(posting.IdempotencyKey);
        Guard.User(posting.UserId);
        Guard.Asset(posting.Asset);
        Guard.NotZero(posting.Amount);
        var now = time.GetUtcNow();
        var row = new TransactionRow(
            PrefixedId.New("txn", now), posting.IdempotencyKey, RequestHash.Of(posting), posting.Type, posting.Description, posting.Metadata, now);

        var after = posting.Amount.IsPositive
            ? await GiveAsync(db, posting, row, cancellationToken)
            : db.Dialect.WritesInQueries
                ? await debitInOneCall.ExecuteAsync(db, posting, row, cancellationToken)
                : await TakeAsync(db, posting, row, cancellationToken);
        return after is null
            ? await ReplayAsync(db, row, cancellationToken) ?? await RefuseAsync(db, posting, cancellationToken)
            : new PostResult.Posted(row.Id, after.Posted, Replayed: false);
    }

    private async Task<AccountRow?> GiveAsync(UnitOfWork db, Posting posting, TransactionRow row, CancellationToken cancellationToken)
    {
        var account = await AccountRows.OpenAsync(db, posting.UserId, posting.Asset, row.CreatedAt, cancellationToken);
        return account.Fits(posting.Amount)
            ? await WriteAsync(db, posting, row, account, new GrantLot(posting.Grant ?? Grant.Of(posting.Type)), cancellationToken)
            : null;
    }

    private async Task<AccountRow?> TakeAsync(UnitOfWork db, Posting posting, TransactionRow row, CancellationToken cancellationToken) =>
        await AccountRows.LockAsync(db, posting.UserId, posting.Asset, cancellationToken) is { } account && account.Available >= -posting.Amount
            ? await WriteAsync(db, posting, row, account, new DrawLots(), cancellationToken)
            : null;

    private async Task<AccountRow?> WriteAsync(
        UnitOfWork db, Posting posting, TransactionRow row, AccountRow account, ILotRule lots, CancellationToken cancellationToken)
    {
        var leg = new Leg(account, posting.Amount, Released: CreditAmount.Zero, lots);
        var counterpart = new SystemEntry(posting.Counterpart.Id(posting.Asset), -posting.Amount);
        return (await write.ExecuteAsync(db, row, [leg], [counterpart], cancellationToken))?.Single();
    }

    private static async Task<PostResult?> ReplayAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } stored when stored.RequestHash == row.RequestHash => new PostResult.Posted(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new PostResult.KeyReused(),
        };

    private static async Task<PostResult> RefuseAsync(UnitOfWork db, Posting posting, CancellationToken cancellationToken)
    {
        if (posting.Amount.IsPositive)
            throw new ArgumentOutOfRangeException(nameof(posting), posting.Amount, "The balance would be larger than an account can hold.");
        var account = await AccountRows.FindAsync(db, posting.UserId, cancellationToken, posting.Asset);
        return new PostResult.InsufficientBalance(-posting.Amount, account?.Available ?? CreditAmount.Zero);
    }
}
