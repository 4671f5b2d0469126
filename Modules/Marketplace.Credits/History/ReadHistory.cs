using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;

namespace Marketplace.Credits.History;

/// <summary>
/// Reads the history along the account's gap-free versions, so that the millionth page costs what the first does: a span of time becomes a
/// span of versions, and a search gives up after <see cref="SearchSpan"/> transactions and offers to go on from there. One row more than
/// asked for tells whether there is another page.
/// </summary>
internal sealed class ReadHistory(IDatabase database)
{
    /// <summary>How many transactions one page of a search looks at.</summary>
    public const int SearchSpan = 20_000;

    public async Task<WalletHistory> ExecuteAsync(string userId, HistoryQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit is < 1 or > HistoryQuery.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, "The limit is out of range.");
        await using var db = await database.OpenAsync(cancellationToken);
        if (await AccountRows.FindAsync(db, userId, cancellationToken) is not { } account)
            return WalletHistory.Nothing;
        return await ReadAsync(db, account.Id, query, cancellationToken);
    }

    /// <summary>As above for an account and with any limit.</summary>
    public async Task<WalletHistory> ReadAsync(DbSession db, string accountId, HistoryQuery query, CancellationToken cancellationToken)
    {
        var span = await SpanAsync(db, accountId, query, cancellationToken);
        var upwards = query is { Before: null, After: not null };
        if (query.Before is { } before)
            span = span with { UpTo = Math.Min(span.UpTo, before - 1) };
        if (upwards)
            span = span with { Above = Math.Max(span.Above, query.After!.Value) };
        var edge = query.Text is null ? null : await FindEdgeAsync(db, accountId, query.Type, span, upwards, cancellationToken);
        if (edge is not null)
            span = upwards ? span with { UpTo = edge.Version - 1 } : span with { Above = edge.Version };

        var rows = await ReadRowsAsync(db, accountId, query, span, upwards, cancellationToken);
        var page = rows.Take(query.Limit).Select(x => x.ToTransaction()).OrderByDescending(x => x.Version).ToList();
        var more = rows.Count > query.Limit;
        if (more)
            edge = null;
        return upwards
            ? new WalletHistory(page, page.Count > 0 ? page[^1].Version : query.After + 1, more ? page[0].Version : edge?.Version - 1)
            { SearchedTo = edge?.CreatedAt }
            : new WalletHistory(
                page, more ? page[^1].Version : edge?.Version + 1, query.Before is null ? null : page.Count > 0
                    ? page[0].Version
                    : query.Before - 1)
            {
                SearchedTo = edge?.CreatedAt,
            };
    }

    private static async Task<VersionSpan> SpanAsync(
        DbSession db, string accountId, HistoryQuery query, CancellationToken cancellationToken) => new(
        query.From is { } from ? await EntryVersions.BeforeAsync(db, accountId, from, cancellationToken) : 0,
        query.Until is { } until ? await EntryVersions.BeforeAsync(db, accountId, until, cancellationToken) : long.MaxValue);

    /// <returns>The first transaction that a search of this page does not look at any more, or null where it reaches the end.</returns>
    private static Task<Edge?> FindEdgeAsync(
        DbSession db, string accountId, TransactionType? type, VersionSpan span, bool upwards, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Edge>(
            $"""
             select e.version, e.created_at from ledger_entries e
             where e.account_id = @accountId and e.version > @Above and e.version <= @UpTo {(type is null ? "" : "and e.type = @type")}
             order by e.version {(upwards ? "asc" : "desc")} limit 1 offset {SearchSpan}
             """,
            new { accountId, span.Above, span.UpTo, type = type?.ToString() },
            cancellationToken);

    private static Task<IReadOnlyList<EntryRow>> ReadRowsAsync(
        DbSession db, string accountId, HistoryQuery query, VersionSpan span, bool upwards, CancellationToken cancellationToken)
    {
        var pattern = query.Text is null ? null : SearchPattern.Of(query.Text);
        return db.QueryAsync<EntryRow>(
            $"""
             {EntryRow.Select}
             where e.account_id = @accountId and e.version > @Above and e.version <= @UpTo
             {(query.Type is null ? "" : "and e.type = @type")}
             {(pattern is null ? "" : "and " + SearchPattern.Condition(db.Dialect))}
             order by e.version {(upwards ? "asc" : "desc")}
             limit @limit
             """,
            new { accountId, span.Above, span.UpTo, type = query.Type?.ToString(), pattern?.Id, pattern?.Words, pattern?.Metadata,
                limit = query.Limit + 1 },
            cancellationToken);
    }

    /// <param name="Above">Versions greater than this…</param>
    /// <param name="UpTo">…up to and including this.</param>
    private sealed record VersionSpan(long Above, long UpTo);

    private sealed record Edge
    {
        public required long Version { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }
}
