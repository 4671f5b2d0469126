namespace Marketplace.Credits.Tests.Model;

/// <summary>
/// What the ledger must do, written as slowly and plainly as possible: a list of entries that is summed up for every question, a list of holds,
/// and a dictionary of used keys. It answers in words, so that a difference can be read.
/// </summary>
internal sealed class ReferenceLedger
{
    private readonly List<(int User, long Micros)> _entries = [];
    private readonly List<ReferenceHold> _holds = [];
    private readonly Dictionary<string, (string Request, string Answer)> _transactionKeys = [];
    private readonly Dictionary<string, (string Request, int Hold)> _holdKeys = [];

    public long Posted(int user) => _entries.Where(x => x.User == user).Sum(x => x.Micros);

    public long Held(int user) => _holds.Where(x => x.User == user && x.Status == "open").Sum(x => x.Micros);

    public IEnumerable<long> Entries(int user) => _entries.Where(x => x.User == user).Select(x => x.Micros);

    public string Post(string key, int user, long micros)
    {
        var request = $"post {user} {micros}";
        if (_transactionKeys.TryGetValue(key, out var used))
            return used.Request == request ? "replayed " + used.Answer : "key reused";
        var available = Posted(user) - Held(user);
        if (micros < 0 && available < -micros)
            return $"insufficient {-micros} {available}";
        _entries.Add((user, micros));
        return Store(key, request, $"posted {Posted(user)}");
    }

    public string Place(string key, int user, long micros, DateTimeOffset? expires)
    {
        var request = $"hold {user} {micros}";
        if (_holdKeys.TryGetValue(key, out var used))
            return used.Request == request ? $"replayed hold {used.Hold}" : "key reused";
        var available = Posted(user) - Held(user);
        if (available < micros)
            return $"insufficient {micros} {available}";
        _holds.Add(new ReferenceHold(user, micros, expires));
        _holdKeys[key] = (request, _holds.Count - 1);
        return $"hold {_holds.Count - 1}";
    }

    public string Capture(string key, int hold, long micros)
    {
        var request = $"capture {hold} {micros}";
        if (hold >= _holds.Count || _holds[hold].Status != "open")
        {
            if (!_transactionKeys.TryGetValue(key, out var earlier))
                return "not open";
            return earlier.Request == request ? "replayed " + earlier.Answer : "key reused";
        }

        if (micros > _holds[hold].Micros)
            return $"exceeds {_holds[hold].Micros}";
        if (_transactionKeys.ContainsKey(key))
            return "key reused";
        _holds[hold].Status = "captured";
        _entries.Add((_holds[hold].User, -micros));
        return Store(key, request, $"captured {Posted(_holds[hold].User)}");
    }

    public string Void(int hold)
    {
        if (hold >= _holds.Count)
            return "not found";
        if (_holds[hold].Status == "captured")
            return "already captured";
        if (_holds[hold].Status == "open")
            _holds[hold].Status = "voided";
        return "voided";
    }

    public string Expire(DateTimeOffset now)
    {
        foreach (var hold in _holds.Where(x => x.Status == "open" && x.Expires <= now))
            hold.Status = "expired";
        return "expired";
    }

    private string Store(string key, string request, string answer)
    {
        _transactionKeys[key] = (request, answer);
        return answer;
    }

    private sealed class ReferenceHold(int user, long micros, DateTimeOffset? expires)
    {
        public int User { get; } = user;

        public long Micros { get; } = micros;

        public DateTimeOffset? Expires { get; } = expires;

        public string Status { get; set; } = "open";
    }
}
