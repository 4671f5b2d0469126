using Marketplace.Data;

namespace Marketplace.Credits.History;

/// <summary>
/// Where a moment falls in a customer's history. Entries are numbered in the order they were committed, while their times are read a little
/// earlier, so two neighbours may stand in the other order by time. A moment therefore cuts the history at a number, and everything that
/// reads a span of time reads a span of numbers: each entry falls into exactly one day and month, and the balances of a span follow on one
/// another.
/// </summary>
internal static class EntryVersions
{
    /// <summary>Longer than a transaction may wait for its account between reading the time and being numbered.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <returns>The number of the last entry before the moment, or 0 where there is none.</returns>
    public static async Task<long> BeforeAsync(DbSession db, string accountId, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var last = await db.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select created_at from ledger_entries where account_id = @accountId and created_at < @moment order by created_at desc limit 1",
            new { accountId, moment },
            cancellationToken);
        if (last is not { } time)
            return 0;
        // The addition keeps the database from walking down the primary key, past everything newer, in search of the largest.
        return await db.QuerySingleAsync<long>(
            """
            select max(version + 0) from ledger_entries
            where account_id = @accountId and created_at < @moment and created_at >= @since
            """,
            new { accountId, moment, since = time - LongestWait },
            cancellationToken);
    }
}
