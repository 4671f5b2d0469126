using Marketplace.Hosting.Tenants;

namespace Marketplace.Hosting.Shells;

/// <summary>A tenant's place in this process: its record, the shell that serves it, if one does, and what is counted of it.</summary>
internal sealed class TenantSlot(TenantRecord record)
{
    private long _requests;
    private long _lastRequest;
    private long _lastUse;
    private volatile TenantRecord _record = record;
    private volatile Shell? _current;

    /// <summary>Held while a shell is built or swapped.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public TenantRecord Record
    {
        get => _record;
        set => _record = value;
    }

    public Shell? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>Why the last build failed, for the people who can mend it.</summary>
    public string? Failure { get; set; }

    /// <summary>After a failed build, not before then.</summary>
    public DateTimeOffset RetryAt { get; set; }

    public long Requests => Interlocked.Read(ref _requests);

    public DateTimeOffset? LastRequestAt =>
        Interlocked.Read(ref _lastRequest) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The last request, or the activation.</summary>
    public DateTimeOffset LastUseAt => new(Math.Max(Interlocked.Read(ref _lastUse), Interlocked.Read(ref _lastRequest)), TimeSpan.Zero);

    public void CountRequest(DateTimeOffset now)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Exchange(ref _lastRequest, now.UtcTicks);
    }

    public void Touch(DateTimeOffset now) => Interlocked.Exchange(ref _lastUse, now.UtcTicks);
}
