using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Balance and totals of one moment.</summary>
internal sealed record LifetimeBalance(WalletBalance Balance, LifetimeTotals Totals);

/// <summary>
/// Adds the entries since the stored sums to them. A customer with a million entries costs one walk through them once, and after that what is
/// new: the ledger itself keeps no totals and pays nothing for these.
/// </summary>
internal sealed class ReadLifetimeTotals(IDatabase database)
{
    /// <summary>How many entries may be walked again and again before the sums are stored anew.</summary>
    public const int Stride = 1_000;

    public async Task<LifetimeBalance> ExecuteAsync(string userId, CancellationToken cancellationToken)
    {
        LifetimeAccount? account;
        LifetimeTotals totals;
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            account = await FindAsync(db, userId, cancellationToken);
            if (account is null)
                return new LifetimeBalance(new WalletBalance(CreditAmount.Zero, CreditAmount.Zero), LifetimeTotals.None);
            totals = await SumAsync(db, account, cancellationToken);
        }

        if (account.Version - (account.SummedVersion ?? 0) >= Stride)
            await database.InTransactionAsync(db => StoreAsync(db, account, totals, cancellationToken), cancellationToken);
        return new LifetimeBalance(new WalletBalance(account.Posted, account.Held), totals);
    }

    private static Task<LifetimeAccount?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<LifetimeAccount>(
            """
            select a.id, a.posted, a.held, a.version, t.version as summed_version, t.earned, t.purchased, t.spent
            from ledger_accounts a left join ledger_lifetime_totals t on t.account_id = a.id
            where a.kind = 'customer' and a.owner = @userId and a.asset = @asset
            """,
            new { userId, asset = Assets.Credit },
            cancellationToken);

    private static async Task<LifetimeTotals> SumAsync(DbSession db, LifetimeAccount account, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<(string Type, CreditAmount Given, CreditAmount Taken)>(
            """
            select type, cast(sum(case when amount > 0 then amount else 0 end) as bigint), cast(sum(case when amount < 0 then amount else 0 end) as bigint)
            from ledger_entries where account_id = @Id and version > @after and version <= @Version
            group by type
            """,
            new { account.Id, after = account.SummedVersion ?? 0, account.Version },
            cancellationToken);
        return rows.Aggregate(
            account.SummedVersion is null ? LifetimeTotals.None : new LifetimeTotals(account.Earned!.Value, account.Purchased!.Value, account.Spent!.Value),
            (totals, row) => totals.With(Enum.Parse<TransactionType>(row.Type), row.Given, row.Taken));
    }

    /// <summary>Of two readers the one that saw more wins.</summary>
    private static Task StoreAsync(UnitOfWork db, LifetimeAccount account, LifetimeTotals totals, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into ledger_lifetime_totals (account_id, version, earned, purchased, spent) values (@Id, @Version, @Earned, @Purchased, @Spent)
            on conflict (account_id) do update
              set version = excluded.version, earned = excluded.earned, purchased = excluded.purchased, spent = excluded.spent
              where ledger_lifetime_totals.version < excluded.version
            """,
            new { account.Id, account.Version, totals.Earned, totals.Purchased, totals.Spent },
            cancellationToken);

    private sealed record LifetimeAccount
    {
        public required string Id { get; init; }

        public required CreditAmount Posted { get; init; }

        public required CreditAmount Held { get; init; }

        public required long Version { get; init; }

        public long? SummedVersion { get; init; }

        public CreditAmount? Earned { get; init; }

        public CreditAmount? Purchased { get; init; }

        public CreditAmount? Spent { get; init; }
    }
}
