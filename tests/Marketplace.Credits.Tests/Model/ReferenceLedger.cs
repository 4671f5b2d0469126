using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Credits.Tests.Model;

/// <summary>
/// What the ledger must do, written as slowly and plainly as possible: a list of transactions that is summed up for every question, a list
/// of holds, the lots, and a dictionary of used keys. It answers in words, so that a difference can be read.
/// </summary>
internal sealed class ReferenceLedger
{
    private readonly List<ReferenceTransaction> _transactions = [];
    private readonly List<ReferenceHold> _holds = [];
    private readonly List<ReferenceLot> _lots = [];
    private readonly Dictionary<string, (string Request, string Answer)> _transactionKeys = [];
    private readonly Dictionary<string, (string Request, int Hold)> _holdKeys = [];

    public long Posted(int user) => Entries(user).Sum();

    public long Held(int user) => _holds.Where(x => x.User == user && x.Status == "open").Sum(x => x.Micros);

    public IEnumerable<long> Entries(int user) => _transactions.SelectMany(x => x.Entries).Where(x => x.User == user).Select(x => x.Micros);

    /// <summary>Every lot of the user, in the order they were made.</summary>
    public IEnumerable<(string Kind, long Amount, long Remaining)> Lots(int user) =>
        _lots.Where(x => x.User == user).Select(x => (x.Kind.ToString(), x.Amount, x.Remaining));

    public string Credit(string key, int user, long micros, LotKind kind, DateTimeOffset? expires)
    {
        // Another kind of credits is another request; the end is not part of it, because a repetition counts it from its own time.
        var request = $"post {user} {micros} {kind}";
        if (Replay(key, request) is { } replay)
            return replay;
        var transaction = Begin("TopUp", null);
        var free = Free(user);
        transaction.Entries.Add((user, micros));
        AddLot(transaction, user, kind, expires, micros, Free(user) - free);
        return Store(key, request, $"posted {Posted(user)}");
    }

    public string Debit(string key, int user, long micros, DateTimeOffset now)
    {
        var request = $"post {user} {-micros}";
        if (Replay(key, request) is { } replay)
            return replay;
        ExpireLots(now, x => x.User == user);
        if (Available(user) < micros)
            return $"insufficient {micros} {Available(user)}";
        var transaction = Begin("Purchase", null);
        var free = Free(user);
        transaction.Entries.Add((user, -micros));
        Draw(transaction, user, free - Free(user), first: null);
        return Store(key, request, $"posted {Posted(user)}");
    }

    public string Transfer(string key, int from, int to, long micros, DateTimeOffset now)
    {
        if (from == to)
            return "same customer";
        var request = $"transfer {from} {to} {micros}";
        if (Replay(key, request) is { } replay)
            return replay;
        ExpireLots(now, x => x.User == from);
        if (Available(from) < micros)
            return $"insufficient {micros} {Available(from)}";
        var transaction = Begin("Transfer", null);
        var (senderFree, receiverFree) = (Free(from), Free(to));
        transaction.Entries.Add((from, -micros));
        Draw(transaction, from, senderFree - Free(from), first: null);
        transaction.Entries.Add((to, micros));
        var left = Free(to) - receiverFree;
        foreach (var part in transaction.Draws.GroupBy(x => x.Lot.Expires).OrderBy(x => x.Key is not null).ThenByDescending(x => x.Key)
            .ToList())
        {
            var amount = part.Sum(x => x.Micros);
            var remaining = Math.Min(amount, left);
            AddLot(transaction, to, LotKind.Transferred, part.Key, amount, remaining);
            left -= remaining;
        }

        return Store(key, request, $"posted {Posted(from)}");
    }

    public string Reverse(string key, int target, long micros, DateTimeOffset now)
    {
        var request = $"reverse {target} {micros}";
        if (Replay(key, request) is { } replay)
            return replay;
        if (target >= _transactions.Count)
            return "not found";
        var original = _transactions[target];
        if (original.Type is "Transfer" or "Expiry")
            return $"not reversible {original.Type}";
        var (user, whole) = original.Entries.Single();
        var remaining = Left(original);
        if (micros > remaining)
            return $"exceeds {remaining}";
        if (whole > 0)
            ExpireLots(now, x => x.User == user && x.Transaction != original);
        List<ReferenceTransaction> sources = [original, .. Below(original)];
        var transaction = Begin("Refund", original);
        var free = Free(user);
        transaction.Entries.Add((user, whole < 0 ? micros : -micros));
        if (whole > 0)
            Draw(transaction, user, free - Free(user), first: original);
        else
            Restore(transaction, user, sources, Free(user) - free);
        return Store(key, request, $"posted {Posted(user)}");
    }

    public string Place(string key, int user, long micros, DateTimeOffset? expires, DateTimeOffset now)
    {
        var request = $"hold {user} {micros}";
        if (_holdKeys.TryGetValue(key, out var used))
            return used.Request == request ? $"replayed hold {used.Hold}" : "key reused";
        ExpireLots(now, x => x.User == user);
        if (Available(user) < micros)
            return $"insufficient {micros} {Available(user)}";
        _holds.Add(new ReferenceHold(user, micros, expires, Take(user, micros, first: null)));
        _holdKeys[key] = (request, _holds.Count - 1);
        return $"hold {_holds.Count - 1}";
    }

    public string Capture(string key, int hold, long micros)
    {
        var request = $"capture {hold} {micros}";
        if (hold >= _holds.Count || _holds[hold].Status != "open")
            return Replay(key, request) ?? "not open";
        if (micros > _holds[hold].Micros)
            return $"exceeds {_holds[hold].Micros}";
        if (_transactionKeys.ContainsKey(key))
            return "key reused";
        var (captured, transaction) = (_holds[hold], Begin("Deployment", null));
        var free = Free(captured.User);
        captured.Status = "captured";
        transaction.Entries.Add((captured.User, -micros));
        Release(captured, Free(captured.User) - free, transaction);
        return Store(key, request, $"posted {Posted(captured.User)}");
    }

    public string Void(int hold)
    {
        if (hold >= _holds.Count)
            return "not found";
        if (_holds[hold].Status == "captured")
            return "already captured";
        if (_holds[hold].Status == "open")
            Close(_holds[hold], "voided");
        return "voided";
    }

    public string ExpireHolds(DateTimeOffset now)
    {
        foreach (var hold in _holds.Where(x => x.Status == "open" && x.Expires <= now))
            Close(hold, "expired");
        return "expired";
    }

    public string ExpireLots(DateTimeOffset now)
    {
        ExpireLots(now, _ => true);
        return "expired";
    }

    /// <summary>What can be spent at that time.</summary>
    public long Spendable(int user, DateTimeOffset now) =>
        Available(user) - _lots.Where(x => x.User == user && x.Expires <= now).Sum(x => x.Remaining);

    private void ExpireLots(DateTimeOffset now, Func<ReferenceLot, bool> which)
    {
        foreach (var lot in _lots.Where(x => x.Expires <= now && x.Remaining > 0 && which(x)).OrderBy(x => x.Expires).ThenBy(_lots.IndexOf)
            .ToList())
        {
            var transaction = Begin("Expiry", null);
            transaction.Entries.Add((lot.User, -lot.Remaining));
            transaction.Draws.Add((lot, lot.Remaining));
            lot.Remaining = 0;
        }
    }

    /// <summary>What was not undone of a transaction, or was done again by undoing that.</summary>
    private long Left(ReferenceTransaction transaction) =>
        Math.Abs(transaction.Entries.Single().Micros) - _transactions.Where(x => x.Reverses == transaction).Sum(Left);

    private IEnumerable<ReferenceTransaction> Below(ReferenceTransaction transaction) =>
        _transactions.Where(x => x.Reverses == transaction).ToList().SelectMany(x => Below(x).Prepend(x));

    private long Available(int user) => Posted(user) - Held(user);

    private long Free(int user) => Math.Max(0, Available(user));

    private ReferenceTransaction Begin(string type, ReferenceTransaction? reverses)
    {
        var transaction = new ReferenceTransaction(type, reverses);
        _transactions.Add(transaction);
        return transaction;
    }

    private void AddLot(ReferenceTransaction transaction, int user, LotKind kind, DateTimeOffset? expires, long amount, long remaining) =>
        _lots.Add(new ReferenceLot(user, kind, expires, transaction, amount) { Remaining = remaining });

    private void Draw(ReferenceTransaction transaction, int user, long micros, ReferenceTransaction? first) =>
        transaction.Draws.AddRange(Take(user, micros, first));

    private List<(ReferenceLot Lot, long Micros)> Take(int user, long micros, ReferenceTransaction? first)
    {
        var parts = new List<(ReferenceLot, long)>();
        foreach (var lot in Ordered(user).OrderBy(x => first is not null && x.Transaction == first ? 0 : 1))
        {
            var part = Math.Min(lot.Remaining, micros);
            if (part == 0)
                continue;
            lot.Remaining -= part;
            micros -= part;
            parts.Add((lot, part));
        }

        return parts;
    }

    private void Restore(ReferenceTransaction transaction, int user, IReadOnlyList<ReferenceTransaction> sources, long left)
    {
        var drawn = sources.SelectMany(x => x.Draws).GroupBy(x => x.Lot).ToDictionary(x => x.Key, x => x.Sum(draw => draw.Micros));
        foreach (var lot in Ordered(user).Reverse().Where(x => drawn.GetValueOrDefault(x) > 0).ToList())
        {
            var part = Math.Min(drawn[lot], left);
            lot.Remaining += part;
            transaction.Draws.Add((lot, -part));
            left -= part;
        }

        if (left > 0)
            AddLot(transaction, user, LotKind.Adjusted, null, left, left);
    }

    private void Close(ReferenceHold hold, string status)
    {
        var free = Free(hold.User);
        hold.Status = status;
        Release(hold, Free(hold.User) - free, null);
    }

    /// <summary>The last burning part comes back first; the rest is spent.</summary>
    private static void Release(ReferenceHold hold, long back, ReferenceTransaction? spender)
    {
        foreach (var (lot, micros) in hold.Parts.AsEnumerable().Reverse())
        {
            var part = Math.Min(micros, back);
            lot.Remaining += part;
            back -= part;
            spender?.Draws.Add((lot, micros - part));
        }
    }

    private IEnumerable<ReferenceLot> Ordered(int user) =>
        _lots.Where(x => x.User == user)
            .OrderBy(x => x.Expires ?? DateTimeOffset.MaxValue)
            .ThenBy(x => x.Kind == LotKind.Purchased ? 1 : 0)
            .ThenBy(_lots.IndexOf);

    private string? Replay(string key, string request) =>
        !_transactionKeys.TryGetValue(key, out var used) ? null : used.Request == request ? "replayed " + used.Answer : "key reused";

    private string Store(string key, string request, string answer)
    {
        _transactionKeys[key] = (request, answer);
        return answer;
    }

    private sealed class ReferenceTransaction(string type, ReferenceTransaction? reverses)
    {
        public string Type { get; } = type;

        public ReferenceTransaction? Reverses { get; } = reverses;

        public List<(int User, long Micros)> Entries { get; } = [];

        public List<(ReferenceLot Lot, long Micros)> Draws { get; } = [];
    }

    private sealed class ReferenceLot(int user, LotKind kind, DateTimeOffset? expires, ReferenceTransaction transaction, long amount)
    {
        public int User { get; } = user;

        public LotKind Kind { get; } = kind;

        public DateTimeOffset? Expires { get; } = expires;

        public ReferenceTransaction Transaction { get; } = transaction;

        public long Amount { get; } = amount;

        public long Remaining { get; set; }
    }

    private sealed class ReferenceHold(int user, long micros, DateTimeOffset? expires, List<(ReferenceLot Lot, long Micros)> parts)
    {
        public int User { get; } = user;

        public long Micros { get; } = micros;

        public DateTimeOffset? Expires { get; } = expires;

        public List<(ReferenceLot Lot, long Micros)> Parts { get; } = parts;

        public string Status { get; set; } = "open";
    }
}
