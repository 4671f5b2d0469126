using Hangfire.Storage;

namespace Marketplace.Jobs.Storage;

/// <summary>Named locks of this process. They end with it, so none is ever left behind.</summary>
internal sealed class ProcessLocks
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="DistributedLockTimeoutException">Somebody else had it for all that time.</exception>
    public IDisposable Acquire(string resource, TimeSpan timeout)
    {
        Entry entry;
        lock (_entries)
        {
            entry = _entries.TryGetValue(resource, out var known) ? known : _entries[resource] = new Entry();
            entry.Users++;
        }

        if (entry.Gate.Wait(timeout))
            return new Held(this, resource, entry);
        Leave(resource, entry);
        throw new DistributedLockTimeoutException(resource);
    }

    private void Leave(string resource, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users > 0)
                return;
            _entries.Remove(resource);
            entry.Gate.Dispose();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(ProcessLocks owner, string resource, Entry entry) : IDisposable
    {
        private Entry? _entry = entry;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _entry, null) is not { } held)
                return;
            held.Gate.Release();
            owner.Leave(resource, held);
        }
    }
}
