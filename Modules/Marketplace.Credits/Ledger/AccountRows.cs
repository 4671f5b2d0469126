using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Customers' accounts. Balances change by relative, guarded updates only, so that two of them at once can neither overdraw nor be lost.
/// Whoever touches several accounts in one transaction does it in ascending order of their ids.
/// </summary>
internal static class AccountRows
{
    private const string Returning = "returning id, posted, held, version";
    private const string OfCustomer = "kind = 'customer' and owner = @userId and asset = @asset";

    public static Task<AccountRow?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"select id, posted, held, version from ledger_accounts where {OfCustomer}",
            new { userId, asset = Assets.Credit },
            cancellationToken);

    /// <returns>The account afterwards, or null when fewer credits are available.</returns>
    public static Task<AccountRow?> TakeAsync(UnitOfWork db, string userId, CreditAmount amount, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"update ledger_accounts set posted = posted - @amount, version = version + 1 where {OfCustomer} and posted - held >= @amount {Returning}",
            new { userId, asset = Assets.Credit, amount },
            cancellationToken);

    /// <summary>Opens the account if need be.</summary>
    /// <returns>The account afterwards, or null when the balance would leave the range of <see cref="CreditAmount"/>.</returns>
    public static Task<AccountRow?> GiveAsync(UnitOfWork db, string userId, CreditAmount amount, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"""
             insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
             values (@id, 'customer', @userId, @asset, @amount, 0, 1, @now)
             on conflict (kind, owner, asset) do update
               set posted = ledger_accounts.posted + excluded.posted, version = ledger_accounts.version + 1
               where ledger_accounts.posted <= @ceiling
             {Returning}
             """,
            new { id = PrefixedId.New("acc", now), userId, asset = Assets.Credit, amount, now, ceiling = long.MaxValue - amount.Micros },
            cancellationToken);

    /// <summary>Undoes this transaction's last <see cref="TakeAsync"/> or <see cref="GiveAsync"/>, before an entry was written for it.</summary>
    public static Task UndoAsync(UnitOfWork db, AccountRow account, CreditAmount amount, CancellationToken cancellationToken) =>
        ChangeAsync(
            db,
            "update ledger_accounts set posted = posted - @amount, version = version - 1 where id = @Id and version = @Version",
            new { account.Id, account.Version, amount },
            cancellationToken);

    /// <returns>The account afterwards, or null when fewer credits are available.</returns>
    public static Task<AccountRow?> ReserveAsync(UnitOfWork db, string userId, CreditAmount amount, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"update ledger_accounts set held = held + @amount where {OfCustomer} and posted - held >= @amount {Returning}",
            new { userId, asset = Assets.Credit, amount },
            cancellationToken);

    public static Task ReleaseAsync(UnitOfWork db, string accountId, CreditAmount amount, CancellationToken cancellationToken) =>
        ChangeAsync(
            db,
            "update ledger_accounts set held = held - @amount where id = @accountId and held >= @amount",
            new { accountId, amount },
            cancellationToken);

    /// <summary>Takes <paramref name="captured"/> for good and releases the hold it was part of.</summary>
    public static async Task<AccountRow> CaptureAsync(
        UnitOfWork db, string accountId, CreditAmount held, CreditAmount captured, CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<AccountRow>(
            $"""
             update ledger_accounts set posted = posted - @captured, held = held - @held, version = version + 1
             where id = @accountId and held >= @held {Returning}
             """,
            new { accountId, held, captured },
            cancellationToken)
        ?? throw Damaged(accountId);

    private static async Task ChangeAsync(UnitOfWork db, string sql, object parameters, CancellationToken cancellationToken)
    {
        if (await db.ExecuteAsync(sql, parameters, cancellationToken) != 1)
            throw Damaged(parameters.ToString()!);
    }

    private static InvalidOperationException Damaged(string account) =>
        new($"The ledger account {account} does not hold what its open holds say; nothing was changed.");
}

internal sealed record AccountRow
{
    public required string Id { get; init; }

    public required CreditAmount Posted { get; init; }

    public required CreditAmount Held { get; init; }

    /// <summary>Of the last entry; 0 before the first.</summary>
    public required long Version { get; init; }

    public CreditAmount Available => Posted - Held;
}
