using System.Collections.Concurrent;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Addresses;

/// <summary>
/// How often redirects were followed. Readers wait for no writing: their visits are counted in memory and written together, a few seconds
/// after the first of them and when the tenant's services end.
/// </summary>
internal sealed partial class RedirectHits : ITenantEvents, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly IDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<RedirectHits> _logger;
    private readonly ConcurrentDictionary<string, Visits> _counted = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ITimer _timer;
    private bool _isDue;

    public RedirectHits(IDatabase database, TimeProvider time, ILogger<RedirectHits> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _timer = time.CreateTimer(_ => _ = WriteOrKeepAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Somebody came by it.</summary>
    /// <param name="from">Of a redirect that is there, so that what is counted stays as small as their list.</param>
    public void Count(string from)
    {
        var now = _time.GetUtcNow();
        _counted.AddOrUpdate(from, static (_, at) => new Visits(1, at), static (_, x, at) => new Visits(x.Count + 1, at), now);
        if (!Interlocked.Exchange(ref _isDue, true))
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Writes what was counted here so far. What cannot be written is kept for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Interlocked.Exchange(ref _isDue, false);
            var taken = new List<KeyValuePair<string, Visits>>();
            // In one order, so that two processes never wait for each other in a circle.
            foreach (var from in _counted.Keys.Order(StringComparer.Ordinal))
            {
                if (_counted.TryRemove(from, out var visits))
                    taken.Add(new(from, visits));
            }

            if (taken.Count > 0)
                await WriteAsync(taken, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task TerminatingAsync() => WriteAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _writing.Dispose();
    }

    private async Task WriteAsync(List<KeyValuePair<string, Visits>> taken, CancellationToken cancellationToken)
    {
        try
        {
            await _database.InTransactionAsync(
                async db =>
                {
                    foreach (var (from, visits) in taken)
                        await db.ExecuteAsync(
                            "update content_redirects set hits = hits + @Count, last_hit_at = @At where from_address = @from",
                            new { from, visits.Count, visits.At }, cancellationToken);
                },
                cancellationToken);
        }
        catch
        {
            foreach (var (from, visits) in taken)
                _counted.AddOrUpdate(from, visits, (_, since) => new Visits(since.Count + visits.Count, since.At));
            throw;
        }
    }

    private async Task WriteOrKeepAsync()
    {
        try
        {
            await WriteAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            Failed(_logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Visits of redirects could not be counted yet; they are counted with the next ones")]
    private static partial void Failed(ILogger logger, Exception exception);

    private sealed record Visits(long Count, DateTimeOffset At);
}
