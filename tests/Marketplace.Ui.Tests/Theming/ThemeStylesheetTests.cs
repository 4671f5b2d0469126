namespace Marketplace.Ui.Tests.Theming;

public sealed class ThemeStylesheetTests
{
    [Fact]
    public void The_accents_of_the_tenant_are_in_its_stylesheet()
    {
        var css = ThemeStylesheet.For(new SiteSettings { Accent = "#1D4ED8", AccentDark = "#93c5fd" });
        Assert.Contains("--accent: light-dark(#1d4ed8, #93c5fd);", css);
        Assert.Contains("--accent-ink: light-dark(#ffffff, #000000);", css);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("#12345g")]
    [InlineData("#112233\n")]
    [InlineData("#112233; } body { display: none")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_colour_never_reaches_the_stylesheet(string? accent)
    {
        var css = ThemeStylesheet.For(new SiteSettings { Accent = accent!, AccentDark = accent! });
        Assert.Contains("--accent: light-dark(#0f766e, #2dd4bf);", css);
        Assert.DoesNotContain("body", css);
        Assert.Contains("#0f766e", ThemeStylesheet.Favicon(new SiteSettings { Accent = accent! }));
    }

    [Theory]
    [InlineData("#ffff00")]
    [InlineData("#0f766e")]
    [InlineData("#888888")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    public void Whatever_the_accent_text_on_it_and_in_it_can_be_read(string accent)
    {
        var color = AccentColor.Parse(accent, "#000000");
        var (light, dark) = (AccentColor.Parse("#f3f5f4", ""), AccentColor.Parse("#1c2322", ""));
        Assert.True(color.Contrast(color.Ink()) >= 4.5);
        Assert.True(color.ReadableOn(light).Contrast(light) >= 4.5);
        Assert.True(color.ReadableOn(dark).Contrast(dark) >= 4.5);
    }

    [Fact]
    public void Contrast_is_what_the_standard_says()
    {
        var (black, white) = (AccentColor.Parse("#000000", ""), AccentColor.Parse("#ffffff", ""));
        Assert.Equal(21, black.Contrast(white), 3);
        Assert.Equal(4.54, AccentColor.Parse("#767676", "").Contrast(white), 2);
    }
}
