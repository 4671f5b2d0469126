using System.Globalization;
using Marketplace.Credits.History;
using Marketplace.Data;

namespace Marketplace.Credits.Transactions;

/// <summary>
/// All transactions, newest first, along their ids, which sort by time: days become a span of ids, and a search looks at so many
/// transactions and offers to go on from there. A customer's are read along their account instead.
/// </summary>
internal sealed class ListTransactions(IDatabase database, ReadHistory readHistory)
{
    /// <summary>How many transactions one page of a search looks at.</summary>
    public const int SearchSpan = 20_000;

    private const string Select = "select t.id, t.type, t.description, t.reverses_id, t.created_at from ledger_transactions t";

    public async Task<TransactionPage> ExecuteAsync(TransactionQuery query, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var span = new IdSpan(
            query.From is { } from ? PrefixedId.LowerBound("txn", Clamp(from)) : "",
            Earlier(query.Before, query.Until is { } until ? PrefixedId.LowerBound("txn", Clamp(until)) : null));
        var edge = query.Text is null && query.Type is null ? null : await FindEdgeAsync(db, span, cancellationToken);
        if (edge is not null)
            span = span with { From = edge.Id };
        var rows = await ReadAsync(db, query, span, cancellationToken);
        var page = await WithEntriesAsync(db, [.. rows.Take(query.Limit)], cancellationToken);
        return rows.Count > query.Limit
            ? new TransactionPage(page, page[^1].Id)
            : new TransactionPage(page, edge?.Id, edge?.CreatedAt);
    }

    /// <summary>The one that has this id or was made under this idempotency key.</summary>
    public async Task<TransactionSummary?> FindAsync(string idOrKey, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var found = await db.QueryAsync<TransactionSummary>(
            $"{Select} where t.id = @idOrKey or t.idempotency_key = @idOrKey", new { idOrKey }, cancellationToken);
        return found.Count == 0 ? null : (await WithEntriesAsync(db, found, cancellationToken))[0];
    }

    /// <summary>A customer's, with a cursor of their own kind.</summary>
    public async Task<TransactionPage> OfCustomerAsync(string userId, TransactionQuery query, CancellationToken cancellationToken)
    {
        var before = long.TryParse(query.Before, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (long?)null;
        var history = await readHistory.ExecuteAsync(
            userId, new HistoryQuery(query.Limit, before, Type: query.Type) { From = query.From, Until = query.Until }, cancellationToken);
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<TransactionSummary>(
            $"{Select} where {db.Dialect.In("t.id", "ids")}", new { ids = history.Transactions.Select(x => x.Id).ToArray() },
            cancellationToken);
        var byId = (await WithEntriesAsync(db, rows, cancellationToken)).ToDictionary(x => x.Id, StringComparer.Ordinal);
        return new TransactionPage(
            [.. history.Transactions.Select(x => byId[x.Id])], history.Older?.ToString(CultureInfo.InvariantCulture));
    }

    /// <returns>The last transaction that this page of a search looks at, or null where it reaches the end.</returns>
    private static async Task<Edge?> FindEdgeAsync(DbSession db, IdSpan span, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Edge>(
            $"select t.id, t.created_at from ledger_transactions t where {span.Condition} order by t.id desc limit 2 offset "
            + $"{SearchSpan - 1}", span, cancellationToken);
        return rows.Count == 2 ? rows[0] : null;
    }

    private static Task<IReadOnlyList<TransactionSummary>> ReadAsync(
        DbSession db, TransactionQuery query, IdSpan span, CancellationToken cancellationToken)
    {
        var pattern = query.Text is null ? null : SearchPattern.Of(query.Text);
        return db.QueryAsync<TransactionSummary>(
            $"""
             {Select} where {span.Condition} {(query.Type is null ? "" : "and t.type = @type")}
             {(pattern is null ? "" : "and " + SearchPattern.Condition(db.Dialect))}
             order by t.id desc limit @limit
             """,
            new { span.From, span.Before, type = query.Type?.ToString(), pattern?.Id, pattern?.Words, pattern?.Metadata,
                limit = query.Limit + 1 },
            cancellationToken);
    }

    private static async Task<IReadOnlyList<TransactionSummary>> WithEntriesAsync(
        DbSession db, IReadOnlyList<TransactionSummary> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return rows;
        var entries = (await db.QueryAsync<CustomerEntry>(
            $"""
             select e.transaction_id, e.account_id, a.owner, a.asset, e.amount
             from ledger_entries e join ledger_accounts a on a.id = e.account_id
             where {db.Dialect.In("e.transaction_id", "ids")} order by e.amount, e.account_id
             """,
            new { ids = rows.Select(x => x.Id).ToArray() },
            cancellationToken)).ToLookup(x => x.TransactionId, StringComparer.Ordinal);
        return [.. rows.Select(x => x with { Entries = [.. entries[x.Id]] })];
    }

    private static string? Earlier(string? a, string? b) => a is null || b is null ? a ?? b : string.CompareOrdinal(a, b) < 0 ? a : b;

    private static DateTimeOffset Clamp(DateTimeOffset at) => at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at;

    /// <param name="From">Inclusive.</param>
    /// <param name="Before">Exclusive; null reaches to the newest.</param>
    private sealed record IdSpan(string From, string? Before)
    {
        public string Condition => Before is null ? "t.id >= @From" : "t.id >= @From and t.id < @Before";
    }

    private sealed record Edge
    {
        public required string Id { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }
}
