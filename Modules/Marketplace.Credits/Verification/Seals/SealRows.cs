using Marketplace.Data;

namespace Marketplace.Credits.Verification.Seals;

/// <summary>Seals: written once, behind the entries, never changed.</summary>
internal static class SealRows
{
    /// <summary>Three parameters a row; SQLite takes at most 999 in a statement.</summary>
    private const int AtOnce = 300;

    /// <summary>Where another process sealed the same entries meanwhile, its seals, which are equal, stay.</summary>
    public static async Task InsertAsync(UnitOfWork db, IEnumerable<Seal> seals, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var chunk in seals.Chunk(AtOnce))
        {
            var parameters = new Dictionary<string, object>(StringComparer.Ordinal) { ["now"] = now };
            for (var i = 0; i < chunk.Length; i++)
                (parameters[$"a{i}"], parameters[$"v{i}"], parameters[$"h{i}"]) = (chunk[i].AccountId, chunk[i].Version, chunk[i].Hash);
            var rows = string.Join(',', Enumerable.Range(0, chunk.Length).Select(i => $"(@a{i},@v{i},@h{i},@now)"));
            await db.ExecuteAsync(
                $"insert into ledger_seals (account_id, version, hash, sealed_at) values {rows} on conflict (account_id, version) do "
                + "nothing", parameters, cancellationToken);
        }
    }
}

/// <param name="Hash">Over the seal before and the entry, see <see cref="EntryFacts.Seal"/>.</param>
internal sealed record Seal(string AccountId, long Version, string Hash);
