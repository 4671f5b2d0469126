using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests;

public sealed class RequestHashTests
{
    private static readonly Posting Original = TopUp(5, key: "k") with { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };

    [Fact]
    public void Wording_and_order_of_metadata_do_not_matter() =>
        Assert.Equal(
            RequestHash.Of(Original),
            RequestHash.Of(Original with { Description = "other", Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }));

    [Fact]
    public void Values_cannot_slide_into_each_other() =>
        Assert.NotEqual(
            RequestHash.Of(Original with { Metadata = new Dictionary<string, string> { ["a"] = "1,b", ["c"] = "" } }),
            RequestHash.Of(Original with { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b,c"] = "" } }));

    [Fact]
    public void A_hold_is_what_is_reserved_for_whom_and_what_for()
    {
        var hold = Hold(5, key: "k");
        Assert.Equal(RequestHash.Of(hold), RequestHash.Of(hold with { ExpiresAt = DateTimeOffset.UnixEpoch, Description = "other" }));
        Assert.NotEqual(RequestHash.Of(hold), RequestHash.Of(hold with { Reference = "dep_2" }));
    }

    [Fact]
    public void A_capture_is_which_hold_how_much_and_why()
    {
        var capture = Capture("hld_1", 5, key: "k");
        Assert.Equal(RequestHash.Of(capture), RequestHash.Of(capture with { Description = "other" }));
        Assert.NotEqual(RequestHash.Of(capture), RequestHash.Of(capture with { HoldId = "hld_2" }));
        Assert.NotEqual(RequestHash.Of(capture), RequestHash.Of(capture with { Type = TransactionType.Usage }));
    }
}
