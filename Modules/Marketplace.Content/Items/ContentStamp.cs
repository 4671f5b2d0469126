using Marketplace.Data;

namespace Marketplace.Content.Items;

/// <summary>
/// A number that grows with every change of what readers see. Each process reads it at most once a second, so that what is published is
/// seen everywhere within one. Whoever changes something that readers' pages are made of calls <see cref="GrowAsync"/> in its transaction.
/// </summary>
internal sealed class ContentStamp(IDatabase database, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Reading? _last;

    public async ValueTask<long> ReadAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
            return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;
            // Not when it was answered, but when it was asked: nobody waits longer than a second for what was published.
            var asked = time.GetTimestamp();
            await using var session = await database.OpenAsync(cancellationToken);
            var value = await session.QuerySingleAsync<long>("select value from content_stamp where id = 1", null, cancellationToken);
            _last = new Reading(value, asked);
            return value;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Others who change what readers see wait until this transaction ends.</summary>
    public async Task GrowAsync(UnitOfWork db, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync("update content_stamp set value = value + 1 where id = 1", null, cancellationToken);
        db.OnCommitted(() => _last = null);
    }

    public void Dispose() => _turn.Dispose();

    private long? Fresh() => _last is { } last && time.GetElapsedTime(last.At) < Trust ? last.Value : null;

    private sealed record Reading(long Value, long At);
}
