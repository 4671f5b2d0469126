using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <summary>What answers at an address of the library.</summary>
/// <param name="File">Where it is now, which may be another address: then this one leads there.</param>
/// <param name="Variants">Narrowest first.</param>
internal sealed record MediaEntry(MediaFile File, IReadOnlyList<StoredVariant> Variants);

internal sealed record StoredVariant(int Width, string Hash, long Size);

/// <summary>
/// Remembers what lies at an address. What is remembered is forgotten with every change: those of this process at once, those of others
/// within a second, by a number in the database that grows.
/// </summary>
internal sealed class MediaIndex(IDatabase database, TimeProvider time) : IMediaFacts
{
    private const int MostRemembered = 5000;

    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    private volatile Memory? _memory;

    /// <summary>Something was changed in this process.</summary>
    public void Forget() => _memory = null;

    /// <returns>Null where nothing is or was.</returns>
    public async ValueTask<MediaEntry?> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (!MediaAddress.IsWellFormed(address))
            return null;
        // What is read from here on is at least as new as the stamp of this memory: a later change gets a new one.
        var memory = await RememberAsync(cancellationToken);
        if (memory.Entries.TryGetValue(address, out var known))
            return known;
        var entry = await ReadAsync(address, cancellationToken);
        if (entry is not null && memory.Entries.Count < MostRemembered)
            memory.Entries[address] = entry;
        return entry;
    }

    public async Task<IReadOnlyDictionary<string, MediaFacts>> FindAsync(
        IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, MediaFacts>(StringComparer.Ordinal);
        foreach (var address in addresses.Distinct(StringComparer.Ordinal))
        {
            if (await FindAsync(PathOf(address).ToLowerInvariant(), cancellationToken) is { } entry)
                found[address] = FactsOf(entry);
        }

        return found;
    }

    private static string PathOf(string address) => address.IndexOfAny(['?', '#']) is > 0 and var end ? address[..end] : address;

    private static MediaFacts FactsOf(MediaEntry entry) =>
        new(
            entry.File.Width,
            entry.File.Height,
            entry.File.Alt,
            [.. entry.Variants.Select(x => new MediaVariant(MediaHash.Versioned(entry.File.Address, x.Width, x.Hash), x.Width))])
        {
            Address = entry.File.VersionedAddress,
            NeedsAlternativeText = entry.File.NeedsAlt,
        };

    private async ValueTask<Memory> RememberAsync(CancellationToken cancellationToken)
    {
        var memory = _memory;
        if (memory is not null && time.GetElapsedTime(memory.CheckedAt) < Trusted)
            return memory;
        var checkedAt = time.GetTimestamp();
        await using var session = await database.OpenAsync(cancellationToken);
        var stamp = await session.QuerySingleAsync<long>("select stamp from media_state", cancellationToken: cancellationToken);
        var next = memory is not null && memory.Stamp == stamp && memory.Entries.Count < MostRemembered
            ? new Memory(stamp, checkedAt, memory.Entries)
            : new Memory(stamp, checkedAt, new ConcurrentDictionary<string, MediaEntry>(StringComparer.Ordinal));
        // A change of this process that came meanwhile must not be covered.
        Interlocked.CompareExchange(ref _memory, next, memory);
        return next;
    }

    private async Task<MediaEntry?> ReadAsync(string address, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var file = await session.QuerySingleOrDefaultAsync<MediaFile>(
            $"""
            select {MediaFile.Columns} from media_files
            where id = coalesce((select id from media_files where address = @address),
              (select file_id from media_redirects where address = @address))
            """,
            new { address },
            cancellationToken);
        if (file is null)
            return null;
        var variants = await session.QueryAsync<StoredVariant>(
            "select width, hash, size from media_contents where file_id = @Id and width > 0 order by width", new { file.Id },
            cancellationToken);
        return new MediaEntry(file, variants);
    }

    private sealed record Memory(long Stamp, long CheckedAt, ConcurrentDictionary<string, MediaEntry> Entries);
}
