namespace Marketplace.Testing;

/// <summary>Time that stands still until a test moves it. Timers fire, in order of their due time, on the thread that moves it.</summary>
public sealed class ManualTimeProvider(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = now.ToUniversalTime();

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves to the time, forward or back; timers due until then fire at their own times.</summary>
    public void SetUtcNow(DateTimeOffset to)
    {
        while (NextDue(to) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = to.ToUniversalTime();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(DateTimeOffset to)
    {
        lock (_lock)
        {
            var timer = _timers.Where(x => x.DueAt <= to).MinBy(x => x.DueAt);
            if (timer is null)
                return null;
            if (timer.DueAt > _now)
                _now = timer.DueAt;
            timer.Reschedule();
            return timer;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public void Reschedule()
        {
            if (_period > TimeSpan.Zero)
                DueAt += _period;
            else
                time._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    DueAt = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
