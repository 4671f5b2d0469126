using System.Collections.Concurrent;

namespace Marketplace.Users.Accounts;

/// <summary>
/// What this process has just read of sessions, for requests that change nothing: a page and what it fetches cost one read. What this
/// process changes is forgotten at once; what another one changes is seen after three seconds, and by every write at once.
/// </summary>
internal sealed class SessionMemory(TimeProvider time)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _forgotten;

    public SessionUser? Find(string id) =>
        _entries.TryGetValue(id, out var entry) && time.GetElapsedTime(entry.CheckedAt) < Trust ? entry.User : null;

    /// <param name="checkedAt">The time stamp before the read.</param>
    public void Remember(SessionUser user, long checkedAt)
    {
        // A read that began before something was forgotten may be older than what made it so.
        if (checkedAt <= Interlocked.Read(ref _forgotten))
            return;
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[user.SessionId] = new Entry(user, checkedAt);
    }

    public void ForgetSession(string id)
    {
        Interlocked.Exchange(ref _forgotten, time.GetTimestamp());
        _entries.TryRemove(id, out _);
    }

    /// <summary>After every change of a user that a session shows: lock, roles, name, credentials.</summary>
    public void Forget(string userId)
    {
        Interlocked.Exchange(ref _forgotten, time.GetTimestamp());
        foreach (var (id, entry) in _entries)
        {
            if (entry.User.UserId == userId)
                _entries.TryRemove(id, out _);
        }
    }

    private sealed record Entry(SessionUser User, long CheckedAt);
}
