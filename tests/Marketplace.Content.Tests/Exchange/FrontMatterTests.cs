using Marketplace.Content.Exchange;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Marketplace.Content.Tests.Exchange;

public sealed class FrontMatterTests
{
    private static readonly FrontMatterTexts Texts = new(Localized<FrontMatterTexts>());

    [Theory]
    [InlineData("A body")]
    [InlineData("")]
    [InlineData("\n\n  indented\r\n\ttabs \r\n\r\n---\nnot: a head\n---\n")]
    [InlineData("no end of line at the end\n\n\n")]
    [InlineData("\u00e9\u0301 \ud83d\ude00 \u2028 {{price product=\"x\"}} \\ \"quotes\"")]
    public void A_body_comes_back_to_the_last_byte(string body)
    {
        var file = FrontMatter.Join([("title", "A title")], new Dictionary<string, string>(), body);
        Assert.Equal(body, FrontMatter.Split(file, Texts).Body);
    }

    [Theory]
    [InlineData("Plain words")]
    [InlineData("With: a colon # and a hash")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("- a list")]
    [InlineData("[a, b]")]
    [InlineData("{{x}} & *y* !z |")]
    [InlineData("\"quoted\" and \\back\\slash")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData(" blanks around ")]
    [InlineData("0012")]
    [InlineData("2026-11-30")]
    [InlineData("Größe – “Maß” \ud83d\ude00")]
    public void A_value_comes_back_as_it_was(string value)
    {
        var file = FrontMatter.Join([("title", value)], new Dictionary<string, string> { ["note"] = value }, "x");
        var (values, _) = FrontMatter.Split(file, Texts);
        Assert.Equal(value, values.Values["title"]);
        Assert.Equal(value, values.Fields["note"]);
    }

    [Fact]
    public void A_head_that_people_write_is_read()
    {
        var (values, body) = FrontMatter.Split(
            "---\r\ntitle: 'It''s here' # a note\r\nfields:\r\n  icon: book\r\nposition: 10\r\n---\r\nBody\r\n", Texts);
        Assert.Equal(("It's here", "10", "book"), (values.Values["title"], values.Values["position"], values.Fields["icon"]));
        Assert.Equal("Body\r\n", body);
    }

    [Theory]
    [InlineData("# Just a text", "This file does not")]
    [InlineData("---\ntitle: x\n", "a second line --- is missing")]
    [InlineData("---\ntitle: x\ntitle: y\n---\n", "“title” stands twice")]
    [InlineData("---\ntitle: [a, b]\n---\n", "Line 2 of the head")]
    [InlineData("---\ntitle: x\n\tbad: y\n---\n", "Line 2 of the head")]
    [InlineData("---\ntitle: &a x\nother: *a\n---\n", "Line 3 of the head")]
    [InlineData("---\ntitle: x: y: z\n---\n", "Line 2 of the head")]
    public void A_head_that_cannot_be_read_says_where(string file, string sentence) =>
        Assert.Contains(
            sentence, Assert.Throws<FormatException>(() => FrontMatter.Split(file, Texts)).Message, StringComparison.Ordinal);

    [Fact]
    public void Ten_thousand_lists_in_one_another_are_refused_without_harm() =>
        Assert.Throws<FormatException>(() => FrontMatter.Split("---\ntitle: " + new string('[', 10_000) + "\n---\n", Texts));

    internal static IStringLocalizer<T> Localized<T>() => new StringLocalizer<T>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
}
