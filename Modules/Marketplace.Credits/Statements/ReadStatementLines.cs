using System.Runtime.CompilerServices;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Statements;

/// <summary>The transactions of a month, oldest first.</summary>
internal sealed class ReadStatementLines(IDatabase database)
{
    private const int Piece = 1000;

    /// <param name="after">The version of the last transaction of the page before; 0 for the first page.</param>
    public async Task<IReadOnlyList<WalletTransaction>> PageAsync(
        string userId, Statement statement, long after, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<EntryRow>(
            $"""
             {EntryRow.Select}
             where a.kind = 'customer' and a.owner = @userId and a.asset = @asset and e.version > @above and e.version <= @UpTo
             order by e.version limit @limit
             """,
            new { userId, asset = Assets.Credit, above = Math.Max(after, statement.Above), statement.UpTo, limit },
            cancellationToken);
        return [.. rows.Select(x => x.ToTransaction())];
    }

    /// <summary>All of them, read a piece at a time; no connection is kept in between.</summary>
    public async IAsyncEnumerable<WalletTransaction> AllAsync(
        string userId, Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = statement.Above;
        while (after < statement.UpTo)
        {
            var piece = await PageAsync(userId, statement, after, Piece, cancellationToken);
            if (piece.Count == 0)
                yield break;
            foreach (var transaction in piece)
                yield return transaction;
            after = piece[^1].Version;
        }
    }
}
