using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Reserves credits: they stay the customer's but can be spent only by capturing this hold. A refusal leaves no row.</summary>
internal sealed class PlaceHold(IOutbox outbox, TimeProvider time)
{
    public async Task<PlaceHoldResult> ExecuteAsync(UnitOfWork db, HoldRequest request, CancellationToken cancellationToken)
    {
        Guard.Key(request.IdempotencyKey);
        Guard.User(request.UserId);
        Guard.Asset(request.Asset);
        Guard.Positive(request.Amount);
        Guard.Text(request.Description);
        var hash = RequestHash.Of(request);
        var now = time.GetUtcNow();

        var account = await AccountRows.LockAsync(db, request.UserId, request.Asset, cancellationToken);
        if (account is null || account.Available < request.Amount)
        {
            return await ReplayAsync(db, request, hash, cancellationToken)
                ?? new PlaceHoldResult.InsufficientBalance(request.Amount, account?.Available ?? CreditAmount.Zero);
        }

        var id = PrefixedId.New("hld", now);
        if (!await HoldRows.TryInsertAsync(db, id, account.Id, request, hash, now, cancellationToken))
            return (await ReplayAsync(db, request, hash, cancellationToken))!;
        await AccountRows.ChangeAsync(db, account, CreditAmount.Zero, request.Amount, cancellationToken);
        await HoldLots.ReserveAsync(db, id, account.Id, request.Amount, cancellationToken);
        await outbox.WriteAsync(db, new WalletChanged(account.Owner, account.Asset, id) { IsDebit = true, Purchase = request.Purchase }, cancellationToken);
        return new PlaceHoldResult.Placed(id, Replayed: false);
    }

    private static async Task<PlaceHoldResult?> ReplayAsync(UnitOfWork db, HoldRequest request, string hash, CancellationToken cancellationToken) =>
        await HoldRows.FindByKeyAsync(db, request.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } hold when hold.RequestHash == hash => new PlaceHoldResult.Placed(hold.Id, Replayed: true),
            _ => new PlaceHoldResult.KeyReused(),
        };
}
