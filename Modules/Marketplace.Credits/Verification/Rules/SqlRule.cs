using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Rules;

/// <summary>A rule that one statement for each range decides. A statement sees one moment, so that money may move meanwhile.</summary>
public abstract class SqlRule : LedgerRule
{
    /// <summary>
    /// A statement that gives the first row of the range that differs, as <c>place</c>, <c>expected</c> and <c>found</c>, or none.
    /// </summary>
    protected abstract string Sql(KeyRange range);

    public override async Task<LedgerFinding?> CheckAsync(IDatabase database, Func<int, Task> advance, CancellationToken cancellationToken)
    {
        await foreach (var range in Walk.RangesAsync(database, cancellationToken))
        {
            if (await FindAsync(database, range, cancellationToken) is { } finding)
                return finding;
            await advance(Walk.Size);
        }

        return null;
    }

    private async Task<LedgerFinding?> FindAsync(IDatabase database, KeyRange range, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        db.StatementTimeout = KeyRange.Patience;
        if (await AskAsync(db, range, cancellationToken) is null)
            return null;
        // A system account that was used for the first time between two statements would look like a lost entry; damage is still there.
        return await AskAsync(db, range with { Systems = await SystemEntryAccounts.ReadAsync(db, cancellationToken) }, cancellationToken);
    }

    private async Task<LedgerFinding?> AskAsync(DbSession db, KeyRange range, CancellationToken cancellationToken)
    {
        try
        {
            return await db.QuerySingleOrDefaultAsync<LedgerFinding>(Sql(range), range.Parameters, cancellationToken);
        }
        catch (Exception e) when (db.Dialect.IsOverflow(e))
        {
            return new LedgerFinding(
                range.After.Length == 0 ? Walk.Name : range.After + " …", "amounts that can be summed up", "a sum that is too large");
        }
    }
}
