using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Holds;

/// <summary>Reserves credits: they stay the customer's but can be spent only by capturing this hold. A refusal leaves no row.</summary>
internal sealed class PlaceHold(ChooseLots chooseLots, IOutbox outbox, TimeProvider time)
{
    public async Task<PlaceHoldResult> ExecuteAsync(UnitOfWork db, HoldRequest request, CancellationToken cancellationToken)
    {
        Guard.Key(request.IdempotencyKey);
        Guard.User(request.UserId);
        Guard.Asset(request.Asset);
        Guard.Positive(request.Amount);
        Guard.Text(request.Description);
        if (request.DrawFirst is { } first)
            Guard.Key(first);
        var hash = request.Hash();
        var now = time.GetUtcNow();

        if (await AccountRows.LockAsync(db, request.UserId, request.Asset, cancellationToken) is not { } locked)
            return await ReplayAsync(db, request, hash, cancellationToken)
                ?? new PlaceHoldResult.InsufficientBalance(request.Amount, CreditAmount.Zero);
        var (account, parts) = await chooseLots.ExecuteAsync(
            db, locked, request.Amount, request.DrawFirst, now,
            async () => await HoldRows.FindByKeyAsync(db, request.IdempotencyKey, cancellationToken) is not null, cancellationToken);
        if (parts is null)
            return await ReplayAsync(db, request, hash, cancellationToken)
                ?? new PlaceHoldResult.InsufficientBalance(request.Amount, account.Available);

        var id = PrefixedId.New("hld", now);
        if (!await HoldRows.TryInsertAsync(db, id, account.Id, request, hash, now, cancellationToken))
            return (await ReplayAsync(db, request, hash, cancellationToken))!;
        await AccountRows.ChangeAsync(db, account, CreditAmount.Zero, request.Amount, cancellationToken);
        await HoldLots.ReserveAsync(db, id, parts, cancellationToken);
        await outbox.WriteAsync(
            db, new WalletChanged(account.Owner, account.Asset, id) { IsDebit = request.IsDebit, Purchase = request.Purchase },
            cancellationToken);
        return new PlaceHoldResult.Placed(id, Replayed: false);
    }

    private static async Task<PlaceHoldResult?> ReplayAsync(
        UnitOfWork db, HoldRequest request, string hash, CancellationToken cancellationToken) =>
        await HoldRows.FindByKeyAsync(db, request.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } hold when hold.RequestHash == hash => new PlaceHoldResult.Placed(hold.Id, Replayed: true),
            _ => new PlaceHoldResult.KeyReused(),
        };
}
