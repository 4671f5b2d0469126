using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Postings;

/// <summary>Moves credits between a customer and a system account. A refused debit leaves no row behind.</summary>
internal sealed class PostTransaction(
    WriteTransaction write, DebitInOneCall debitInOneCall, ChooseLots chooseLots, TakeExpired takeExpired, TimeProvider time)
{
    /// <exception cref="ArgumentException">What no correct caller asks for, such as nothing.</exception>
    public Task<PostResult> ExecuteAsync(UnitOfWork db, Posting posting, CancellationToken cancellationToken) =>
        ExecuteAsync(db, Check(posting), cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(UnitOfWork, Posting, CancellationToken)"/>
    public async Task<PostResult> ExecuteAsync(UnitOfWork db, CheckedPosting checkedPosting, CancellationToken cancellationToken)
    {
        var (posting, row) = checkedPosting;
        var after = posting.Amount.IsPositive
            ? await GiveAsync(db, posting, row, cancellationToken)
            : db.Dialect.HasProcedures && posting.DrawFirst is null
                ? await debitInOneCall.ExecuteAsync(db, checkedPosting, cancellationToken)
                    ?? await TakeUnendedAsync(db, checkedPosting, cancellationToken)
                : await TakeAsync(db, posting, row, cancellationToken);
        return await AnswerAsync(db, checkedPosting, after, cancellationToken);
    }

    /// <exception cref="ArgumentException">What no correct caller asks for.</exception>
    public CheckedPosting Check(Posting posting)
    {
        Guard.Key(posting.IdempotencyKey);
        Guard.User(posting.UserId);
        Guard.Asset(posting.Asset);
        Guard.NotZero(posting.Amount);
        Guard.Text(posting.Description, posting.Metadata);
        if (posting.DrawFirst is { } first)
            Guard.Key(first);
        var now = time.GetUtcNow();
        return new CheckedPosting(
            posting,
            new TransactionRow(
                PrefixedId.New("txn", now), posting.IdempotencyKey, posting.Hash(), posting.Type, posting.Description, posting.Metadata,
                now));
    }

    /// <param name="after">The account, or null where nothing was written: then the key's first answer is repeated, or the refusal
    /// explained.</param>
    public static async Task<PostResult> AnswerAsync(
        DbSession db, CheckedPosting checkedPosting, AccountRow? after, CancellationToken cancellationToken)
    {
        var (posting, row) = checkedPosting;
        if (after is not null)
            return new PostResult.Posted(row.Id, after.Posted, Replayed: false);
        return await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) switch
        {
            null => await RefuseAsync(db, posting, cancellationToken),
            { } stored when stored.RequestHash == row.RequestHash =>
                new PostResult.Posted(stored.TransactionId, stored.BalanceAfter, Replayed: true),
            _ => new PostResult.KeyReused(),
        };
    }

    private async Task<AccountRow?> GiveAsync(UnitOfWork db, Posting posting, TransactionRow row, CancellationToken cancellationToken)
    {
        var account = await AccountRows.OpenAsync(db, posting.UserId, posting.Asset, row.CreatedAt, cancellationToken);
        return account.Fits(posting.Amount)
            ? await WriteAsync(db, posting, row, account, new GrantLot(posting.Grant ?? Grant.Of(posting.Type)), cancellationToken)
            : null;
    }

    private async Task<AccountRow?> TakeAsync(UnitOfWork db, Posting posting, TransactionRow row, CancellationToken cancellationToken)
    {
        if (await AccountRows.LockAsync(db, posting.UserId, posting.Asset, cancellationToken) is not { } locked)
            return null;
        var (account, parts) = await chooseLots.ExecuteAsync(
            db, locked, -posting.Amount, posting.DrawFirst, row.CreatedAt, () => WasUsedAsync(db, row, cancellationToken),
            cancellationToken);
        return parts is null ? null : await WriteAsync(db, posting, row, account, new DrawParts(parts), cancellationToken);
    }

    /// <summary>The procedure refuses also where credits are over, which are taken first; then it decides again.</summary>
    private async Task<AccountRow?> TakeUnendedAsync(UnitOfWork db, CheckedPosting checkedPosting, CancellationToken cancellationToken)
    {
        var (posting, row) = checkedPosting;
        if (await AccountRows.LockAsync(db, posting.UserId, posting.Asset, cancellationToken) is not { } account
            || await WasUsedAsync(db, row, cancellationToken))
            return null;
        var after = await takeExpired.ExecuteAsync(db, account, row.CreatedAt, cancellationToken);
        return after.Version == account.Version ? null : await debitInOneCall.ExecuteAsync(db, checkedPosting, cancellationToken);
    }

    private static async Task<bool> WasUsedAsync(UnitOfWork db, TransactionRow row, CancellationToken cancellationToken) =>
        await TransactionRows.FindByKeyAsync(db, row.IdempotencyKey, cancellationToken) is not null;

    private async Task<AccountRow?> WriteAsync(
        UnitOfWork db, Posting posting, TransactionRow row, AccountRow account, ILotRule lots, CancellationToken cancellationToken)
    {
        var leg = new Leg(account, posting.Amount, Released: CreditAmount.Zero, lots);
        var counterpart = new SystemEntry(posting.Counterpart.Id(posting.Asset), -posting.Amount);
        return (await write.ExecuteAsync(db, row, [leg], [counterpart], cancellationToken))?.Single();
    }

    private static async Task<PostResult> RefuseAsync(DbSession db, Posting posting, CancellationToken cancellationToken)
    {
        if (posting.Amount.IsPositive)
            return new PostResult.BalanceTooLarge();
        var account = await AccountRows.FindAsync(db, posting.UserId, cancellationToken, posting.Asset);
        return new PostResult.InsufficientBalance(-posting.Amount, account?.Available ?? CreditAmount.Zero);
    }
}
