namespace Marketplace.Pdf.Tests;

/// <summary>Font files that are broken cost a line in the log, never a document.</summary>
public sealed class DamagedFontTests : IDisposable
{
    private readonly TestFonts _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(20_000)]
    public void A_file_that_ends_too_early_is_passed_over_with_a_sentence(int length)
    {
        _fonts.With("Broken.ttf", TestFont.For("日")[..length]);
        Assert.Contains("Ri", Lines("日"));
        var line = Assert.Single(_fonts.Log, x => x.Contains("Broken.ttf", StringComparison.Ordinal));
        Assert.StartsWith("Warning: Documents are written without the fonts in ", line, StringComparison.Ordinal);
        Assert.Contains("damaged", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_font_with_the_letter_is_used_instead()
    {
        _fonts.With("A.ttf", TestFont.For("日")[..5_000]).With("B.ttf", TestFont.For("日"));
        Assert.Contains("日", Lines("日"));
        Assert.Contains("日", Lines("日"));
        Assert.Single(_fonts.Log);
    }

    [Fact]
    public void Files_that_are_no_fonts_or_have_other_outlines_are_passed_over()
    {
        var postScript = TestFont.For("日");
        "OTTO"u8.CopyTo(postScript);
        _fonts.With("Notes.ttf", "These are my notes about fonts."u8.ToArray())
            .With("Curves.otf", postScript).With("more/Curves.otf", postScript);
        Assert.Contains("Ri", Lines("日"));
        Assert.Contains("Ri", Lines("日"));
        Assert.Equal(
            $"Debug: Documents are written without 2 of the fonts in {_fonts.Folder}: their letters have PostScript outlines, and only "
            + "TrueType ones can be put into a document",
            Assert.Single(_fonts.Log, x => x.Contains("outlines", StringComparison.Ordinal)));
        Assert.Single(_fonts.Log, x => x.Contains("Notes.ttf", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_for_a_while_is_used_afterwards()
    {
        _fonts.With("Han.ttf", TestFont.For("日本"));
        var (path, away) = (Path.Combine(_fonts.Folder, "Han.ttf"), Path.Combine(_fonts.Folder, "away"));
        Assert.Contains("Dong", Lines("東"));

        File.Move(path, away);
        Assert.Contains("Ri", Lines("日"));
        Assert.Contains("Ri", Lines("日"));
        Assert.Single(_fonts.Log, x => x.Contains("Han.ttf", StringComparison.Ordinal));

        File.Move(away, path);
        Assert.Contains("日", Lines("日"));
    }

    /// <summary>From one to some two hundred bytes are wrong, among the tables' places or anywhere.</summary>
    [Fact]
    public void Whatever_is_wrong_in_a_font_the_document_is_written()
    {
        var whole = TestFont.For("日本");
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var broken = (byte[])whole.Clone();
            for (var j = 0; j < 1 + (i * 3); j++)
                broken[i % 2 == 0 ? random.Next(400) : random.Next(broken.Length)] = (byte)random.Next(256);
            using var fonts = new TestFonts();
            fonts.With("Broken.ttf", broken);
            var report = New(fonts.Open());
            report.Paragraph("Ada 日本");
            Assert.Equal(1, new ReadBack(report.Save()).Pages);
        }
    }

    private IReadOnlyList<string> Lines(string text)
    {
        var report = New(_fonts.Open());
        report.Paragraph(text);
        return new ReadBack(report.Save()).Lines();
    }

    private static PdfReport New(PdfFonts fonts) => new(
        new PdfHead("Mycelium", "Receipt", "Number 1", "Page {0} of {1}"), new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), fonts);
}
