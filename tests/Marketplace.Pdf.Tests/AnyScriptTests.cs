using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Pdf.Tests;

/// <summary>A name in any script can be read, with whatever fonts there are.</summary>
public sealed class AnyScriptTests : IDisposable
{
    private const string Han = "日本東田𠮷";

    private readonly TestFonts _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData("Ада Лавлейс")]
    [InlineData("Ἀριστοτέλης Ωνάσης")]
    [InlineData("Nguyễn Thị Phương")]
    [InlineData("Łukasz Żółć")]
    public void What_the_bundled_typeface_has_needs_no_other(string name)
    {
        Assert.Contains(name, Lines(name));
        Assert.Empty(_fonts.Log);
    }

    [Fact]
    public void A_letter_is_set_in_the_first_font_that_has_it_and_can_be_searched()
    {
        _fonts.With("Han.ttf", TestFont.For(Han));
        Assert.Equal(["Dr. ", "田𠮷東", " (Ada)"], Lines("Dr. 田𠮷東 (Ada)").Where(x => x is "Dr. " or "田𠮷東" or " (Ada)"));
        Assert.Empty(_fonts.Log);
    }

    [Fact]
    public void More_letters_than_one_list_holds_can_all_be_searched()
    {
        var many = string.Concat(Enumerable.Range(0x4E00, 250).Select(x => (char)x));
        _fonts.With("Han.ttf", TestFont.For(many));
        Assert.All(Lines(many[..26]), x => Assert.DoesNotContain('?', x));
        Assert.Contains(many[..26], Lines(many[..26]));
    }

    [Fact]
    public void A_collection_is_read_and_bold_text_finds_its_letters_too()
    {
        _fonts.With("Han.ttc", TestFont.CollectionFor(Han));
        var report = New();
        report.Heading("日本");
        report.Table([new PdfColumn("田", 1)], [new PdfRow(["東"], Strong: true), new PdfRow(["日"])]);
        var lines = new ReadBack(report.Save()).Lines();
        Assert.Equal(["日本", "田", "東", "日"], lines.Where(x => x.EnumerateRunes().Any(y => y.Value > 0x3000)));
    }

    [Fact]
    public void Two_fonts_that_call_themselves_the_same_are_both_used()
    {
        _fonts.With("A.ttf", TestFont.For("日本")).With("B.ttf", TestFont.For("東田"));
        var lines = Lines("日東");
        Assert.Contains("日", lines);
        Assert.Contains("東", lines);
    }

    [Fact]
    public void Letters_without_a_font_are_written_in_Latin_and_the_log_says_so_once()
    {
        Assert.Contains("TianZhong (Ada)", Lines("田中 (Ada)"));
        var line = Assert.Single(_fonts.Log);
        Assert.Contains("U+4E2D, U+7530", line, StringComparison.Ordinal);
        Assert.Contains("Marketplace:Fonts", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_many_documents_miss_is_told_once_and_many_letters_are_counted()
    {
        var many = string.Concat(Enumerable.Range(0x4E00, 25).Select(x => (char)x));
        Lines(many);
        Lines(many);
        Assert.Contains("U+4E12, U+4E13 and 5 more, which", Assert.Single(_fonts.Log), StringComparison.Ordinal);

        Lines(many + "田");
        Assert.Contains("the characters U+7530, which", _fonts.Log[^1], StringComparison.Ordinal);
        Assert.Equal(2, _fonts.Log.Count);
    }

    /// <summary>A letter for private use, which no other font of the machine has.</summary>
    [Fact]
    public void The_folders_of_the_setting_are_searched()
    {
        _fonts.With("Own.ttf", TestFont.For("\uE123"));
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Marketplace:Fonts:0"] = _fonts.Folder };
        var report = New(new PdfFonts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), _fonts));
        report.Paragraph("\uE123");
        Assert.Contains("\uE123", new ReadBack(report.Save()).Lines());
    }

    [Fact]
    public void A_person_whose_name_cannot_be_shown_is_named_by_the_address()
    {
        var report = New();
        Assert.Equal("ada@example.com", report.NameOrAddress("田中", "ada@example.com"));
        Assert.Equal("TianZhong", report.NameOrAddress("田中", null));
        Assert.Equal("Ада", report.NameOrAddress("Ада", "ada@example.com"));
        report.Save();
        Assert.Single(_fonts.Log);
    }

    [Theory]
    [InlineData("محمد", "a name in Arabic")]
    [InlineData("राम", "a name in Devanagari")]
    public void Scripts_whose_letters_change_by_their_neighbours_are_not_set_wrong_even_with_a_font(string name, string what)
    {
        Assert.NotEmpty(what);
        _fonts.With("Script.ttf", TestFont.For(string.Concat(name.EnumerateRunes().Distinct().OrderBy(x => x.Value))));
        var shown = Lines(name).Single(x => x.StartsWith('[') && x.EndsWith(']'));
        Assert.Matches(@"^\[[\x21-\x7e]+\]$", shown);

        string[] Lines(string text)
        {
            var report = New();
            report.Paragraph($"[{text}]");
            return [.. new ReadBack(report.Save()).Lines()];
        }
    }

    [Theory]
    [InlineData("שלום", "םולש")]
    [InlineData("דוד כהן (חיפה) Ltd", "(הפיח) ןהכ דוד Ltd")]
    [InlineData("Room 5: חדר 12.5 א", "Room 5: א 12.5 רדח")]
    [InlineData("רחוב הרצל 12", "12 לצרה בוחר")]
    [InlineData("סכום $12.50", "$12.50 םוכס")]
    [InlineData("חדר 5, קומה 3 Ltd", "3 המוק ,5 רדח Ltd")]
    [InlineData("הרצל (12) Ltd", "(12) לצרה Ltd")]
    [InlineData("א 1.2.3-4 50%", "50% 1.2.3-4 א")]
    [InlineData("שלום!", "םולש!")]
    [InlineData("שלום ) (א", "א) ( םולש")]
    public void Hebrew_stands_from_right_to_left_with_numbers_as_they_are(string text, string seen) =>
        Assert.Equal(seen, VisualOrder.Of(text));

    [Fact]
    public void Hebrew_is_seen_from_right_to_left_and_spoken_as_it_was_written()
    {
        const string Street = "רחוב הרצל 12";
        const string Column = "כתובת";
        _fonts.With("Hebrew.ttf", TestFont.For("אבגדהוזחטיכלמנסעפצקרשת"));
        var report = New();
        report.Paragraph(Street);
        report.Table([new PdfColumn(Column, 1)], [new PdfRow(["plain"]), new PdfRow([Street])]);

        var file = new ReadBack(report.Save());

        var seen = string.Concat(file.Lines());
        Assert.Equal(2, Regex.Count(seen, VisualOrder.Of(Street)));
        Assert.Equal(
            [("Span", Street), ("Span", Column), ("TD", "plain"), ("Span", Street)], file.Spoken().SkipWhile(x => x.Text != Street));
    }

    [Fact]
    public void Points_stay_with_their_Hebrew_letter() => Assert.Equal("ב\u05BCא\u05B7", VisualOrder.Of("א\u05B7ב\u05BC"));

    [Theory]
    [InlineData("a\u0301", "á")]
    [InlineData("a\u200Bb\u202Ec\uFE0F", "abc")]
    [InlineData("1\u202F000", "1\u202F000")]
    public void What_has_no_shape_of_its_own_leaves_no_box(string text, string shown) =>
        Assert.Equal(shown, ReadableText.Of(text, BundledTypeface(), new HashSet<int>()));

    [Fact]
    public void Half_a_character_is_a_question_mark() =>
        Assert.Equal("half ?.", ReadableText.Of("half \ud83d.", BundledTypeface(), new HashSet<int>()));

    [Fact]
    public void Nothing_that_is_shown_is_the_sign_for_a_missing_letter()
    {
        var everything = new StringBuilder();
        for (var character = 0x20; character < 0x30000; character += 7)
        {
            if (Rune.IsValid(character))
                everything.Append(new Rune(character).ToString());
        }

        var typeface = BundledTypeface();
        var shown = ReadableText.Of(everything.ToString(), typeface, new HashSet<int>());
        Assert.All(shown.EnumerateRunes().Distinct(), x => Assert.NotEqual(0, BundledFont.Regular.GlyphOf(x)));
    }

    private static Typeface BundledTypeface() => new(BundledFont.Regular, _ => null);

    private IReadOnlyList<string> Lines(string text)
    {
        var report = New();
        report.Paragraph(text);
        return new ReadBack(report.Save()).Lines();
    }

    private PdfReport New() => New(_fonts.Open());

    private static PdfReport New(PdfFonts fonts) => new(
        new PdfHead("Mycelium", "Receipt", "Number 1", "Page {0} of {1}"), new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), fonts);
}
