using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Testing;

/// <summary>
/// Time that stands still until a test moves it. Timers fire on the thread that moves it, in the order of their due times; all of them see
/// the time it was moved to.
/// </summary>
public static class TestTime
{
    /// <summary>It is a Monday morning.</summary>
    public static FakeTimeProvider StandingStill() => new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    /// <summary>Forward, where timers due until then fire, or back, where timers keep what is left of their wait.</summary>
    public static void MoveTo(this FakeTimeProvider time, DateTimeOffset to)
    {
        if (to < time.GetUtcNow())
            time.AdjustTime(to.ToUniversalTime());
        else
            time.SetUtcNow(to.ToUniversalTime());
    }
}
