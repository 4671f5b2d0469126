using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>
/// Customers' accounts. Whoever writes locks the row first, several in ascending order of their ids; balances then change by relative,
/// guarded updates only, so that two writers at once can neither overdraw nor lose anything.
/// </summary>
internal static class AccountRows
{
    public const string Columns = "id, owner, asset, posted, held, version";
    public const string OfCustomer = "kind = 'customer' and owner = @userId and asset = @asset";

    public static Task<AccountRow?> FindAsync(
        DbSession db, string userId, CancellationToken cancellationToken, string asset = Assets.Credit) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"select {Columns} from ledger_accounts where {OfCustomer}", new { userId, asset }, cancellationToken);

    /// <summary>As above, with what of it is over at that time.</summary>
    public static Task<AccountRow?> ReadAsync(
        DbSession db, string userId, DateTimeOffset now, CancellationToken cancellationToken, string asset = Assets.Credit) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"select {Columns}, {EndedLots.SumOfAccount} as ended from ledger_accounts where {OfCustomer}",
            new { userId, asset, now, end = EndedLots.EndOf(now) }, cancellationToken);

    /// <summary>
    /// Waits for whoever is changing the account; nobody changes it until this transaction ends. Null where it was never opened.
    /// </summary>
    public static Task<AccountRow?> LockAsync(UnitOfWork db, string userId, string asset, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<AccountRow>(
            $"select {Columns} from ledger_accounts where {OfCustomer} {db.Dialect.ForUpdate}", new { userId, asset }, cancellationToken);

    /// <inheritdoc cref="LockAsync"/>
    public static Task<AccountRow> LockByIdAsync(UnitOfWork db, string accountId, CancellationToken cancellationToken) =>
        db.QuerySingleAsync<AccountRow>(
            $"select {Columns} from ledger_accounts where id = @accountId {db.Dialect.ForUpdate}", new { accountId }, cancellationToken);

    /// <summary>Locks the account, opening it if need be.</summary>
    public static async Task<AccountRow> OpenAsync(
        UnitOfWork db, string userId, string asset, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LockAsync(db, userId, asset, cancellationToken) is { } account)
            return account;
        await db.ExecuteAsync(
            """
            insert into ledger_accounts (id, kind, owner, asset, posted, held, version, created_at)
            values (@id, 'customer', @userId, @asset, 0, 0, 0, @now)
            on conflict (kind, owner, asset) do nothing
            """,
            new { id = PrefixedId.New("acc", now), userId, asset, now },
            cancellationToken);
        return (await LockAsync(db, userId, asset, cancellationToken))!;
    }

    /// <summary>Locks two customers' accounts, opening them if need be, in the order that all writers keep.</summary>
    public static async Task<(AccountRow First, AccountRow Second)> OpenBothAsync(
        UnitOfWork db, string first, string second, string asset, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var userId in new[] { first, second }.Order(StringComparer.Ordinal))
        {
            if (await FindAsync(db, userId, cancellationToken, asset) is null)
                await OpenAsync(db, userId, asset, now, cancellationToken);
        }

        var accounts = await db.QueryAsync<AccountRow>(
            $"""
             select {Columns} from ledger_accounts where kind = 'customer' and asset = @asset and owner in (@first, @second)
             order by id {db.Dialect.ForUpdate}
             """,
            new { first, second, asset },
            cancellationToken);
        return (accounts.Single(x => string.Equals(x.Owner, first, StringComparison.Ordinal)),
            accounts.Single(x => string.Equals(x.Owner, second, StringComparison.Ordinal)));
    }

    /// <summary>What concerns customers in the order in which all writers lock accounts; those without one come last.</summary>
    public static async Task<IReadOnlyList<T>> InOrderOfLocksAsync<T>(
        DbSession db, IReadOnlyCollection<T> items, Func<T, string> userId, CancellationToken cancellationToken)
    {
        var accounts = (await db.QueryAsync<(string Owner, string Id)>(
            $"select owner, id from ledger_accounts where kind = 'customer' and asset = @asset and {db.Dialect.In("owner", "owners")}",
            new { asset = Assets.Credit, owners = items.Select(userId).Distinct(StringComparer.Ordinal).ToArray() },
            cancellationToken)).ToDictionary(x => x.Owner, x => x.Id, StringComparer.Ordinal);
        return [
            .. items.OrderBy(x => accounts.GetValueOrDefault(userId(x), "~"), StringComparer.Ordinal)
                .ThenBy(userId, StringComparer.Ordinal)];
    }

    /// <param name="account">As it was locked; it must not have changed since.</param>
    /// <param name="amount">Added to what is posted, under the account's next version; zero changes neither.</param>
    /// <param name="reserved">Added to what is held.</param>
    /// <exception cref="ArgumentOutOfRangeException">The balance would leave the range of <see cref="CreditAmount"/>.</exception>
    public static async Task<AccountRow> ChangeAsync(
        UnitOfWork db, AccountRow account, CreditAmount amount, CreditAmount reserved, CancellationToken cancellationToken)
    {
        if (!account.Fits(amount))
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The balance would be larger than an account can hold.");
        return await db.QuerySingleOrDefaultAsync<AccountRow>(
            $"""
             update ledger_accounts set posted = posted + @amount, held = held + @reserved, version = version + @entries
             where id = @Id and version = @Version and posted = @Posted and held = @Held and held + @reserved >= 0
             returning {Columns}
             """,
            new { account.Id, account.Version, account.Posted, account.Held, amount, reserved, entries = amount == CreditAmount.Zero
                ? 0
                : 1 },
            cancellationToken)
            ?? throw new InvalidOperationException(
                $"The ledger account {account.Id} is not as its lock found it, or holds less than its open holds say; nothing was "
                + "changed.");
    }
}

internal record AccountRow
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required string Asset { get; init; }

    public required CreditAmount Posted { get; init; }

    public required CreditAmount Held { get; init; }

    /// <summary>Of the last entry; 0 before the first.</summary>
    public required long Version { get; init; }

    public CreditAmount Available => Posted - Held;

    /// <summary>The part of <see cref="Available"/> whose time is over, where that was asked for.</summary>
    public CreditAmount Ended { get; init; }

    /// <summary>What can be spent.</summary>
    public CreditAmount Spendable => Available - Ended;

    /// <summary>What open lots hold: everything that can be spent, nothing while there is debt.</summary>
    public CreditAmount Free => Available.IsPositive ? Available : CreditAmount.Zero;

    /// <summary>Whether the balance, and what is available of it, stay in range.</summary>
    public bool Fits(CreditAmount amount)
    {
        var after = (Int128)Posted.Micros + amount.Micros;
        return after - Held.Micros > long.MinValue && after <= long.MaxValue;
    }
}
