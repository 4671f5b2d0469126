using Marketplace.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Abstractions.Tests.Time;

public sealed class TestTimeTests
{
    private readonly FakeTimeProvider _time = TestTime.StandingStill();

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var (now, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(now.AddSeconds(90), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(90), _time.GetElapsedTime(stamp));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times()
    {
        var fired = new List<string>();
        using var late = _time.CreateTimer(_ => fired.Add("late"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = _time.CreateTimer(_ => fired.Add("often"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var gone = _time.CreateTimer(_ => fired.Add("gone"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        gone.Dispose();

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["often", "often", "late", "often"], fired);
    }

    [Fact]
    public async Task Delays_end_when_their_time_has_come()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _time);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void It_may_move_back()
    {
        var now = _time.GetUtcNow();
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);

        _time.MoveTo(now.AddDays(-1));
        Assert.Equal((now.AddDays(-1), 0), (_time.GetUtcNow(), fired));
        _time.MoveTo(now.AddDays(-1).AddMinutes(5));

        Assert.Equal(1, fired);
    }
}
