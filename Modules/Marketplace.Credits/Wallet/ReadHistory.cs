using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>
/// Reads the history along the account's gap-free versions, so that the millionth page costs what the first does. One row more than asked for
/// tells whether there is another page.
/// </summary>
internal sealed class ReadHistory(IDatabase database)
{
    public async Task<WalletHistory> ExecuteAsync(string userId, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > HistoryQuery.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, "The limit is out of range.");
        await using var db = await database.OpenAsync(cancellationToken);
        if (await AccountRows.FindAsync(db, userId, cancellationToken) is not { } account)
            return new WalletHistory([], null, null);
        return await ReadAsync(db, account.Id, query, cancellationToken);
    }

    private static async Task<WalletHistory> ReadAsync(DbSession db, string accountId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var upwards = query.After is not null;
        var rows = await db.QueryAsync<EntryRow>(
            $"""
             {EntryRow.Select}
             where e.account_id = @accountId
             {(query.Before is null ? "" : "and e.version < @before")}
             {(upwards ? "and e.version > @after" : "")}
             {(query.Type is null ? "" : "and e.type = @type")}
             order by e.version {(upwards ? "asc" : "desc")}
             limit @limit
             """,
            new { accountId, before = query.Before, after = query.After, type = query.Type?.ToString(), limit = query.Limit + 1 },
            cancellationToken);
        var more = rows.Count > query.Limit;
        var page = rows.Take(query.Limit).Select(x => x.ToTransaction()).OrderByDescending(x => x.Version).ToList();
        if (page.Count == 0)
            return new WalletHistory([], null, null);
        return new WalletHistory(
            page,
            Older: upwards || more ? page[^1].Version : null,
            Newer: upwards ? (more ? page[0].Version : null) : (query.Before is null ? null : page[0].Version));
    }
}
