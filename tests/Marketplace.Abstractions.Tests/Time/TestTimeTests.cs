using Marketplace.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Abstractions.Tests.Time;

public sealed class TestTimeTests
{
    private readonly FakeTimeProvider _time = TestTime.StandingStill();

    [Fact]
    public void It_is_moved_forward_in_any_time_zone_and_stands_still_again()
    {
        var now = _time.GetUtcNow();

        _time.MoveTo(now.AddSeconds(90).ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal((now.AddSeconds(90), TimeSpan.Zero), (_time.GetUtcNow(), _time.GetUtcNow().Offset));
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
