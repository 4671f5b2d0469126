using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;

namespace Marketplace.Credits.Accounts;

/// <summary>An open reservation of a customer's credits.</summary>
internal sealed record OpenHold
{
    public required string Id { get; init; }

    public required CreditAmount Amount { get; init; }

    public required string Description { get; init; }

    public required string Reference { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Credits that came together, with what is left of them.</summary>
internal sealed record OpenLot
{
    public required string Id { get; init; }

    public required LotKind Kind { get; init; }

    public required CreditAmount Amount { get; init; }

    public required CreditAmount Remaining { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public required string TransactionId { get; init; }
}

/// <summary>What an account's balance consists of.</summary>
internal sealed class ReadWallet(IDatabase database)
{
    /// <summary>As many as a screen shows; a customer with more has an unusual wallet.</summary>
    public const int Shown = 100;

    public async Task<IReadOnlyList<OpenHold>> HoldsAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<OpenHold>(
            """
            select id, amount, description, reference, created_at, expires_at from ledger_holds
            where account_id = @accountId and status = 'open' order by id desc limit @Shown
            """,
            new { accountId, Shown },
            cancellationToken);
    }

    /// <returns>In the order in which they will be spent.</returns>
    public async Task<IReadOnlyList<OpenLot>> LotsAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<OpenLot>(
            """
            select id, kind, amount, remaining, expires_at, granted_at, transaction_id from ledger_lots
            where account_id = @accountId and is_open order by burn_order limit @Shown
            """,
            new { accountId, Shown },
            cancellationToken);
    }
}
