using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger;

public sealed class RequestHashTests
{
    private static readonly Posting Original = TopUp(5, key: "k") with
    { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };

    [Fact]
    public void Wording_and_order_of_metadata_do_not_matter() =>
        Assert.Equal(
            Original.Hash(),
            (Original with { Description = "other", Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }).Hash());

    [Fact]
    public void Values_cannot_slide_into_each_other() =>
        Assert.NotEqual(
            (Original with { Metadata = new Dictionary<string, string> { ["a"] = "1,b", ["c"] = "" } }).Hash(),
            (Original with { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b,c"] = "" } }).Hash());

    [Fact]
    public void A_hold_is_what_is_reserved_for_whom_and_what_for()
    {
        var hold = Hold(5, key: "k");
        Assert.Equal(hold.Hash(), (hold with { ExpiresAt = DateTimeOffset.UnixEpoch, Description = "other" }).Hash());
        Assert.NotEqual(hold.Hash(), (hold with { Reference = "dep_2" }).Hash());
    }

    [Fact]
    public void A_capture_is_which_hold_how_much_and_why()
    {
        var capture = Capture("hld_1", 5, key: "k");
        Assert.Equal(capture.Hash(), (capture with { Description = "other" }).Hash());
        Assert.NotEqual(capture.Hash(), (capture with { HoldId = "hld_2" }).Hash());
        Assert.NotEqual(capture.Hash(), (capture with { Type = TransactionType.Usage }).Hash());
    }

    /// <summary>
    /// As databases of earlier versions hold them: a request that is sent again after an upgrade is still the same request.
    /// </summary>
    [Fact]
    public void Hashes_never_change()
    {
        Assert.Equal("2a900e2612b5cdfea32c2d76144c49a2b2686f3529f2cd8a19f8c74f4d3355b9", Original.Hash());
        Assert.Equal(
            "bd9846f89b72aa30b39286534bc52e6bc552bda6a35bbcda481284f57270d356",
            (Original with { Asset = "tft", Grant = new Grant(LotKind.Promotional) }).Hash());
        Assert.Equal("c55764f2b289208a5e1ed758ded5d35906a990507b65d902b6270d435108a8ad", Transfer(5).Hash());
        Assert.Equal("2a7aa5207e9fd467ea03c425a0017a1b2096b709c7f1ee67c0bc455b5260b15e", Reverse("txn_1", 5).Hash());
        Assert.Equal("fc47e47ee8d8dc7ed0f70894677405427de08785241b1b2111ed44df3573fe38", Hold(5).Hash());
        Assert.Equal("1f858537482c92157154b39e7c0a57266aac804f31bbee61d7002970566b7bbd", Capture("hld_1", 5).Hash());
        Assert.Equal(
            "f042156587e8c926570e42ab017c773a4d0b570e4fbdf47b66c93c617537b5f1",
            (Capture("hld_1", 5) with
                { Shares =
                    [new SystemShare(SystemAccount.Revenue, Amount(4)), new SystemShare(SystemAccount.Commission, Amount(1))] }).Hash());
    }
}
