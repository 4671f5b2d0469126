namespace Marketplace.Pdf.Tests;

public sealed class TextLinesTests
{
    private readonly Typeface _font = new(BundledFont.Regular, _ => null);

    [Fact]
    public void Figures_are_all_of_one_width() =>
        Assert.Single("0123456789".Select(x => _font.WidthOf(x.ToString(), 10)).Distinct());

    [Theory]
    [InlineData("short", 200, "short")]
    [InlineData("", 200, "")]
    [InlineData("one two three", 45, "one two|three")]
    [InlineData("a    b", 12, "a|b")]
    public void Lines_break_between_words(string text, int width, string lines) => Assert.Equal(lines, Broken(text, width, 9));

    [Fact]
    public void A_word_longer_than_a_line_is_cut_anywhere_and_nothing_is_lost()
    {
        var id = string.Concat(Enumerable.Repeat("dep_01jabcdef", 9));
        Assert.Equal(id, Broken(id, 60, 99).Replace("|", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_many_lines_end_in_an_ellipsis_that_still_fits()
    {
        var lines = TextLines.Break(_font, 10, string.Concat(Enumerable.Repeat("many words ", 50)), 80, 3);
        Assert.Equal(3, lines.Count);
        Assert.EndsWith("…", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, x => Assert.InRange(_font.WidthOf(x, 10), 1, 80));
    }

    [Fact]
    public void A_character_of_two_units_stays_whole_even_in_a_line_too_narrow_for_it()
    {
        var lines = TextLines.Break(_font, 10, "😀😀😀", 1, 9);
        Assert.Equal(["😀", "😀", "😀"], lines);
    }

    private string Broken(string text, int width, int most) => string.Join('|', TextLines.Break(_font, 10, text, width, most));
}
