using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Reserves credits: they stay the customer's but can be spent only by capturing this hold. As in <see cref="PostTransaction"/>, a refusal leaves no row.</summary>
internal sealed class PlaceHold(TimeProvider time)
{
    public async Task<PlaceHoldResult> ExecuteAsync(UnitOfWork db, HoldRequest request, CancellationToken cancellationToken)
    {
        Guard.Key(request.IdempotencyKey);
        Guard.User(request.UserId);
        Guard.Positive(request.Amount);
        var hash = RequestHash.Of(request);
        var now = time.GetUtcNow();

        var account = await AccountRows.ReserveAsync(db, request.UserId, request.Amount, cancellationToken);
        if (account is null)
            return await ReplayAsync(db, request, hash, cancellationToken) ?? await RefuseAsync(db, request, cancellationToken);

        var id = PrefixedId.New("hld", now);
        if (await HoldRows.TryInsertAsync(db, id, account.Id, request, hash, now, cancellationToken))
            return new PlaceHoldResult.Placed(id, Replayed: false);
        await AccountRows.ReleaseAsync(db, account.Id, request.Amount, cancellationToken);
        return (await ReplayAsync(db, request, hash, cancellationToken))!;
    }

    private static async Task<PlaceHoldResult?> ReplayAsync(UnitOfWork db, HoldRequest request, string hash, CancellationToken cancellationToken) =>
        await HoldRows.FindByKeyAsync(db, request.IdempotencyKey, cancellationToken) switch
        {
            null => null,
            { } hold when hold.RequestHash == hash => new PlaceHoldResult.Placed(hold.Id, Replayed: true),
            _ => new PlaceHoldResult.KeyReused(),
        };

    private static async Task<PlaceHoldResult> RefuseAsync(UnitOfWork db, HoldRequest request, CancellationToken cancellationToken)
    {
        var account = await AccountRows.FindAsync(db, request.UserId, cancellationToken);
        return new PlaceHoldResult.InsufficientBalance(request.Amount, account?.Available ?? CreditAmount.Zero);
    }
}
