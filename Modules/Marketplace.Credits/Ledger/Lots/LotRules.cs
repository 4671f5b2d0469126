using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Lots;

/// <summary>What one leg of a transaction does to the customer's lots. Afterwards the open lots sum up to what can be spent.</summary>
internal interface ILotRule
{
    Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken);
}

/// <param name="Amount">What was posted: negative took from the customer.</param>
internal sealed record LotChange(TransactionRow Transaction, AccountRow Before, AccountRow After, CreditAmount Amount)
{
    /// <summary>What the lots must give, positive, or get, negative. Less than the amount where there is, or was, debt.</summary>
    public CreditAmount Drawn => Before.Free - After.Free;
}

/// <summary>Draws on lots in burn order.</summary>
/// <param name="First">A transaction whose lots, or a lot that, is drawn on before all others.</param>
internal sealed record DrawLots(string? First = null) : ILotRule
{
    public async Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken)
    {
        if (change.Drawn.IsPositive)
            await new DrawParts(await LotRows.ChooseAsync(db, change.Before.Id, change.Drawn, First, cancellationToken)).ApplyAsync(
                db, change, cancellationToken);
    }
}

/// <summary>Draws on lots that were chosen before.</summary>
internal sealed record DrawParts(IReadOnlyList<LotPart> Parts) : ILotRule
{
    public async Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken)
    {
        foreach (var part in Parts)
        {
            await LotRows.ChangeAsync(db, part.LotId, -part.Amount, cancellationToken);
            await LotRows.WriteMovementAsync(db, change.Transaction.Id, part.LotId, -part.Amount, cancellationToken);
        }
    }
}

/// <summary>Makes a new lot. What repays debt is gone from it at once.</summary>
internal sealed record GrantLot(Grant Grant) : ILotRule
{
    public Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken) =>
        OpenAsync(db, change, Grant, change.Amount, -change.Drawn, cancellationToken);

    public static async Task OpenAsync(
        UnitOfWork db, LotChange change, Grant grant, CreditAmount amount, CreditAmount remaining, CancellationToken cancellationToken)
    {
        var id = PrefixedId.New("lot", change.Transaction.CreatedAt);
        await LotRows.InsertAsync(db, id, change.After, change.Transaction, grant, amount, remaining, cancellationToken);
        if (remaining.IsPositive)
            await LotRows.WriteMovementAsync(db, change.Transaction.Id, id, remaining, cancellationToken);
    }
}

/// <summary>
/// Gives back to the lots that an earlier transaction drew on, those that burn last first; what was never in a lot becomes a new one.
/// </summary>
internal sealed record RestoreLots(string TransactionId) : ILotRule
{
    public async Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken)
    {
        var left = -change.Drawn;
        foreach (var part in await LotRows.DrawnByAsync(db, TransactionId, cancellationToken))
        {
            var back = part.Amount < left ? part.Amount : left;
            if (!back.IsPositive)
                break;
            await LotRows.ChangeAsync(db, part.LotId, back, cancellationToken);
            await LotRows.WriteMovementAsync(db, change.Transaction.Id, part.LotId, back, cancellationToken);
            left -= back;
        }

        if (left.IsPositive)
            await GrantLot.OpenAsync(db, change, Grant.Of(change.Transaction.Type), left, left, cancellationToken);
    }
}

/// <summary>Receives what the sender's leg of the same transaction drew, one lot per expiry, so that a transfer prolongs nothing.</summary>
internal sealed record ReceiveLots : ILotRule
{
    public async Task ApplyAsync(UnitOfWork db, LotChange change, CancellationToken cancellationToken)
    {
        var left = -change.Drawn;
        foreach (var part in await SentAsync(db, change.Transaction.Id, cancellationToken))
        {
            // What expires last stays; debt is repaid by what would expire first.
            var remaining = part.Amount < left ? part.Amount : left;
            await GrantLot.OpenAsync(db, change, new Grant(LotKind.Transferred, part.ExpiresAt), part.Amount, remaining, cancellationToken);
            left -= remaining;
        }
    }

    private static Task<IReadOnlyList<SentPart>> SentAsync(DbSession db, string transactionId, CancellationToken cancellationToken) =>
        db.QueryAsync<SentPart>(
            """
            select l.expires_at, cast(-sum(m.amount) as bigint) as amount
            from ledger_lot_movements m join ledger_lots l on l.id = m.lot_id
            where m.source_id = @transactionId
            group by l.expires_at order by case when l.expires_at is null then 0 else 1 end, l.expires_at desc
            """,
            new { transactionId },
            cancellationToken);

    private sealed record SentPart
    {
        public required DateTimeOffset? ExpiresAt { get; init; }

        public required CreditAmount Amount { get; init; }
    }
}
