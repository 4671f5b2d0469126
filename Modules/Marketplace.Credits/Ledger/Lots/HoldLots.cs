using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Lots;

/// <summary>
/// The lots that a hold reserves: drawn on when it is placed, for good when it is captured, given back when it is released.
/// </summary>
internal static class HoldLots
{
    public static async Task ReserveAsync(UnitOfWork db, string holdId, IReadOnlyList<LotPart> parts, CancellationToken cancellationToken)
    {
        for (var position = 0; position < parts.Count; position++)
        {
            var part = parts[position];
            await LotRows.ChangeAsync(db, part.LotId, -part.Amount, cancellationToken);
            await db.ExecuteAsync(
                "insert into ledger_hold_lots (hold_id, lot_id, position, amount) values (@holdId, @LotId, @position, @Amount)",
                new { holdId, part.LotId, position, part.Amount },
                cancellationToken);
        }
    }

    /// <summary>
    /// Gives <paramref name="back"/> back, to the lots that burn last first. The rest was spent: under <paramref name="sourceId"/>, a
    /// capture, or the hold itself where its credits repaid debt.
    /// </summary>
    public static async Task CloseAsync(
        UnitOfWork db, string holdId, string sourceId, CreditAmount back, CancellationToken cancellationToken)
    {
        foreach (var part in await ReadAsync(db, holdId, cancellationToken))
        {
            var restored = part.Amount < back ? part.Amount : back;
            if (restored.IsPositive)
                await LotRows.ChangeAsync(db, part.LotId, restored, cancellationToken);
            if (restored < part.Amount)
                await LotRows.WriteMovementAsync(db, sourceId, part.LotId, restored - part.Amount, cancellationToken);
            back -= restored;
        }
    }

    private static Task<IReadOnlyList<LotPart>> ReadAsync(DbSession db, string holdId, CancellationToken cancellationToken) =>
        db.QueryAsync<LotPart>(
            "select lot_id, amount from ledger_hold_lots where hold_id = @holdId order by position desc", new { holdId },
            cancellationToken);
}

/// <summary>Takes what a hold reserved and gives the rest back.</summary>
internal sealed record CaptureReserved(string HoldId) : ILotRule
{
    public Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken) =>
        HoldLots.CloseAsync(db, HoldId, change.Transaction.Id, -change.Drawn, cancellationToken);
}
