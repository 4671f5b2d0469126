using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.Lifetime;

/// <summary>Balance and totals of one moment.</summary>
internal sealed record LifetimeBalance(WalletBalance Balance, LifetimeTotals Totals);

/// <summary>
/// Adds the entries since the stored sums to them. A customer with a million entries costs one walk through them once, and after that what
/// is new: the ledger itself keeps no totals and pays nothing for these.
/// </summary>
internal sealed class ReadLifetimeTotals(IDatabase database, TimeProvider time)
{
    /// <summary>How many entries may be walked again and again before the sums are stored anew.</summary>
    public const int Stride = 1_000;

    public async Task<LifetimeBalance> ExecuteAsync(string userId, CancellationToken cancellationToken)
    {
        LifetimeAccount? account;
        LifetimeTotals totals;
        await using (var db = await database.OpenAsync(cancellationToken))
        {
            account = await FindAsync(db, userId, time.GetUtcNow(), cancellationToken);
            if (account is null)
                return new LifetimeBalance(new WalletBalance(CreditAmount.Zero, CreditAmount.Zero), LifetimeTotals.None);
            totals = await SumAsync(db, account, cancellationToken);
        }

        if (account.Version - (account.SummedVersion ?? 0) >= Stride)
            await database.InTransactionAsync(db => StoreAsync(db, account, totals, cancellationToken), cancellationToken);
        return new LifetimeBalance(new WalletBalance(account.Posted, account.Held) { Ended = account.Ended }, totals);
    }

    private static Task<LifetimeAccount?> FindAsync(DbSession db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<LifetimeAccount>(
            $"""
             select id, posted, held, ledger_accounts.version, {EndedLots.SumOfAccount} as ended, t.version as summed_version, t.earned,
             t.purchased, t.spent
             from ledger_accounts left join ledger_lifetime_totals t on t.account_id = id
             where {AccountRows.OfCustomer}
             """,
            new { userId, asset = Assets.Credit, now, end = EndedLots.EndOf(now) },
            cancellationToken);

    private static async Task<LifetimeTotals> SumAsync(DbSession db, LifetimeAccount account, CancellationToken cancellationToken)
    {
        var span = new { account.Id, after = account.SummedVersion ?? 0, account.Version };
        var totals = account.SummedVersion is null
            ? LifetimeTotals.None
            : new LifetimeTotals(account.Earned!.Value, account.Purchased!.Value, account.Spent!.Value);
        var rows = await db.QueryAsync<(string Type, long Given, long GivenRest, long Taken, long TakenRest)>(
            $"""
            select type, {WideSum.InAndOutColumns("amount")}
            from ledger_entries where account_id = @Id and version > @after and version <= @Version and type not in ('Refund', 'Chargeback')
            group by type
            """,
            span,
            cancellationToken);
        totals = rows.Aggregate(totals, static (sum, row) => sum.With(
            Enum.Parse<TransactionType>(row.Type), WideSum.Of(row.Given, row.GivenRest), WideSum.Of(row.Taken, row.TakenRest)));
        return (await ReadReversalsAsync(db, span, cancellationToken)).Aggregate(totals, static (sum, row) => row.IsReversal
            ? sum.WithReversals(row.Type, row.Gave, row.Given + row.Taken)
            : sum.With(row.Type, row.Given, row.Taken));
    }

    /// <summary>Refunds and chargebacks by what they undo in the end; those that undo nothing stand for themselves.</summary>
    private static async Task<IEnumerable<UndoneSum>> ReadReversalsAsync(DbSession db, object span, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<(string Type, bool IsReversal, bool Gave, long Given, long GivenRest, long Taken, long TakenRest)>(
            $"""
            with recursive upwards(amount, is_reversal, id, reverses_id) as (
              select e.amount, t.reverses_id is not null, t.id, t.reverses_id from ledger_entries e
              join ledger_transactions t on t.id = e.transaction_id
              where e.account_id = @Id and e.version > @after and e.version <= @Version and e.type in ('Refund', 'Chargeback')
              union all
              select u.amount, u.is_reversal, t.id, t.reverses_id from upwards u join ledger_transactions t on t.id = u.reverses_id)
            select o.type, u.is_reversal, o.amount > 0, {WideSum.InAndOutColumns("u.amount")}
            from upwards u join ledger_entries o on o.transaction_id = u.id and o.account_id = @Id
            where u.reverses_id is null
            group by o.type, u.is_reversal, o.amount > 0
            """,
            span,
            cancellationToken);
        return rows.Select(x => new UndoneSum(
            Enum.Parse<TransactionType>(x.Type), x.IsReversal, x.Gave, WideSum.Of(x.Given, x.GivenRest),
            WideSum.Of(x.Taken, x.TakenRest)));
    }

    /// <summary>Of two readers the one that saw more wins.</summary>
    private static Task StoreAsync(UnitOfWork db, LifetimeAccount account, LifetimeTotals totals, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into ledger_lifetime_totals (account_id, version, earned, purchased, spent) values (@Id, @Version, @Earned, @Purchased,
            @Spent)
            on conflict (account_id) do update
              set version = excluded.version, earned = excluded.earned, purchased = excluded.purchased, spent = excluded.spent
              where ledger_lifetime_totals.version < excluded.version
            """,
            new { account.Id, account.Version, totals.Earned, totals.Purchased, totals.Spent },
            cancellationToken);

    private sealed record UndoneSum(TransactionType Type, bool IsReversal, bool Gave, CreditAmount Given, CreditAmount Taken);

    private sealed record LifetimeAccount
    {
        public required string Id { get; init; }

        public required CreditAmount Posted { get; init; }

        public required CreditAmount Held { get; init; }

        public required CreditAmount Ended { get; init; }

        public required long Version { get; init; }

        public long? SummedVersion { get; init; }

        public CreditAmount? Earned { get; init; }

        public CreditAmount? Purchased { get; init; }

        public CreditAmount? Spent { get; init; }
    }
}
