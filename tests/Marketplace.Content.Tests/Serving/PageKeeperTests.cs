using Marketplace.Content.Serving;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Tests.Serving;

public sealed class PageKeeperTests
{
    [Theory, InlineData(true, 1), InlineData(false, 60)]
    public void A_page_is_kept_for_its_time_and_no_longer(bool isBrief, int seconds)
    {
        var time = TestTime.StandingStill();
        var keeper = new PageKeeper([], time);
        var context = new DefaultHttpContext();
        context.Response.ContentType = "text/html";
        using var made = new MemoryStream("$5.00"u8.ToArray(), 0, 5, writable: false, publiclyVisible: true);
        keeper.Keep("a", 7, context.Response, made, isBrief);
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(keeper.Find("a", 7));
        Assert.Null(keeper.Find("a", 8));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(keeper.Find("a", 7));
    }
}
