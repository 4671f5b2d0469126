namespace Marketplace.Abstractions.Tests.Names;

public sealed class SearchKeyTests
{
    [Theory]
    [InlineData("JOSÉ ÖDEGÅRD", "josé ödegård")]
    [InlineData("JOSÉ ÖDEGÅRD", "Jose\u0301 O\u0308degård")]
    [InlineData("José Ødegård", "jose odegard")]
    [InlineData("Weiß", "WEISS")]
    [InlineData("ＡＮＮ　Lee", "ann  lee")]
    [InlineData("İpek Işık", "IPEK ISIK")]
    [InlineData("Ann\u200b \u200fLee\u00ad", "ann lee")]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ")]
    public void People_are_found_however_their_names_are_spelt(string one, string other) =>
        Assert.Equal(SearchKey.Of(one), SearchKey.Of(other));

    [Theory, InlineData(null), InlineData(" \t"), InlineData("\u200b\u0301")]
    public void What_cannot_be_searched_for_has_no_key(string? text)
    {
        Assert.Equal("", SearchKey.Of(text));
        Assert.Null(SearchKey.Pattern(text));
    }

    [Fact]
    public void A_pattern_means_its_characters() => Assert.Equal(@"%100\%\_\\%", SearchKey.Pattern(@"100%_\"));

    [Fact]
    public void Half_a_character_breaks_nothing() => Assert.NotEqual("", SearchKey.Of("Ann \ud800"));

    [Fact]
    public void Roles_are_the_same_in_every_spelling() =>
        Assert.Equal(RoleName.KeyOf("Node  Operator"), RoleName.KeyOf("node operator\u200b"));

    /// <summary>What is stored of the product's own roles must stay as it is.</summary>
    [Theory, InlineData("Administrator"), InlineData("Node Operator")]
    public void Plain_names_keep_the_key_they_always_had(string name) => Assert.Equal(name.ToUpperInvariant(), RoleName.KeyOf(name));
}
