using System.Collections.Concurrent;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// How far this process is with the one transaction that brings a run's users over or back. It cannot be stored: until the commit nobody
/// sees what the transaction writes.
/// </summary>
internal sealed class RunProgress
{
    private readonly ConcurrentDictionary<string, int> _done = new(StringComparer.Ordinal);

    /// <returns>Null where another process does the work, or nobody.</returns>
    public int? Of(string runId) => _done.TryGetValue(runId, out var done) ? done : null;

    public void Set(string runId, int done) => _done[runId] = done;

    public void End(string runId) => _done.TryRemove(runId, out _);
}
