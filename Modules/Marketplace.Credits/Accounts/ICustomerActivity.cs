using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Accounts;

/// <summary>How many customers use their wallets.</summary>
public interface ICustomerActivity
{
    /// <summary>Customers whose last transaction is not older than <paramref name="since"/>.</summary>
    /// <param name="among">Only these users; null counts all.</param>
    Task<int> CountAsync(DateTimeOffset since, IReadOnlyCollection<string>? among, CancellationToken cancellationToken);

    /// <summary>What each of these customers can spend now. Who never had credits is left out.</summary>
    Task<IReadOnlyDictionary<string, CreditAmount>> ReadSpendableAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken);
}

internal sealed class CustomerActivity(IDatabase database, TimeProvider time) : ICustomerActivity
{
    public async Task<int> CountAsync(DateTimeOffset since, IReadOnlyCollection<string>? among, CancellationToken cancellationToken)
    {
        if (among is { Count: 0 })
            return 0;
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleAsync<int>(
            $"""
             select count(*) from ledger_accounts a
             where a.kind = 'customer' and a.asset = @asset {(among is null ? "" : "and " + db.Dialect.In("a.owner", "owners"))}
               and exists (select 1 from ledger_entries e where e.account_id = a.id and e.version = a.version and e.created_at >= @since)
             """,
            new { asset = Assets.Credit, since, owners = among?.ToArray() ?? [] },
            cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, CreditAmount>> ReadSpendableAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<(string Owner, CreditAmount Spendable)>(
            $"select owner, posted - held - {EndedLots.SumOfAccount} from ledger_accounts where kind = 'customer' and asset = @asset and "
            + $"{db.Dialect.In("owner", "owners")}",
            new { asset = Assets.Credit, owners = userIds.ToArray(), now, end = EndedLots.EndOf(now) },
            cancellationToken);
        return rows.ToDictionary(x => x.Owner, x => x.Spendable, StringComparer.Ordinal);
    }
}
