using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class ParameterTests
{
    [Fact]
    public void Nested_names_are_read_as_Stripe_writes_them()
    {
        var parameters = Parse(("amount", "12"), ("metadata[a]", "1"), ("types[]", "x"), ("types[1]", "y"), ("data[card][cvc]", "123"));
        Assert.Equal(12, parameters.Integer("amount"));
        Assert.Equal("1", parameters.Metadata()["a"]);
        Assert.Equal(["x", "y"], parameters.List("types"));
        Assert.Equal("123", parameters.Group("data").Group("card").Text("cvc"));
        parameters.RejectUnknown();
    }

    [Fact]
    public void What_nobody_reads_is_named()
    {
        var parameters = Parse(("data[card][wrong]", "1"));
        var card = parameters.Group("data").Group("card");
        Assert.Contains("data[card][wrong]", Assert.Throws<StripeFault>(card.RejectUnknown).Message, StringComparison.Ordinal);
        Assert.Throws<StripeFault>(Parse(("other", "1")).RejectUnknown);
    }

    [Fact]
    public void Metadata_has_limits()
    {
        Assert.Throws<StripeFault>(() => Parse((new string('k', 41), "1").Wrap()).Metadata());
        Assert.Throws<StripeFault>(() => Parse(("k", new string('v', 501)).Wrap()).Metadata());
        Assert.Throws<StripeFault>(() => Parse([.. Enumerable.Range(0, 51).Select(x => ($"metadata[k{x}]", "1"))]).Metadata());
        Assert.Equal(50, Parse([.. Enumerable.Range(0, 50).Select(x => ($"metadata[k{x}]", new string('v', 500)))]).Metadata().Count);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    public void Flags_are_true_or_false(string text, bool expected) => Assert.Equal(expected, Parse(("f", text)).Flag("f"));

    [Fact]
    public void A_flag_is_nothing_else() => Assert.Throws<StripeFault>(() => Parse(("f", "yes")).Flag("f"));

    private static SandboxParameters Parse(params (string, string)[] pairs) =>
        new(pairs.Select(x => KeyValuePair.Create(x.Item1, x.Item2)));
}

file static class MetadataPair
{
    public static (string, string) Wrap(this (string Key, string Value) pair) => ($"metadata[{pair.Key}]", pair.Value);
}
