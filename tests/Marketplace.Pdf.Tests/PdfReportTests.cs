namespace Marketplace.Pdf.Tests;

public sealed class PdfReportTests : IDisposable
{
    private static readonly PdfHead Head = new("Mycelium", "Statement", "November 2026", "Page {0} of {1}");
    private static readonly PdfColumn[] Columns = [new("What", 3), new("Amount", 1, Right: true)];

    private readonly TestFonts _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Fact]
    public void What_was_written_can_be_read_and_searched()
    {
        var report = New();
        report.Paragraph("Größe: Ελληνικά, Русский, 1 €");
        report.Heading("Summary");
        report.Table(Columns, [new PdfRow(["Opening", "$1,234.50"], Strong: true), new PdfRow(["", "-$5.00"])]);

        var lines = new ReadBack(report.Save()).Lines();

        Assert.Equal(
            ["Mycelium", "Statement", "November 2026", "Größe: Ελληνικά, Русский, 1 €", "Summary", "What", "Amount", "Opening", "$1,234.50",
                "-$5.00", "Mycelium · Statement · November 2026", "Page 1 of 1"],
            lines);
    }

    [Fact]
    public void The_table_of_objects_leads_to_each_of_them()
    {
        var starts = new ReadBack(New().Save()).ObjectStarts();
        Assert.NotEmpty(starts);
        Assert.All(starts, x => Assert.StartsWith($"{x.Key} 0 obj\n", x.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_table_repeats_its_head_and_every_page_is_numbered()
    {
        var report = New();
        report.Table(Columns, Enumerable.Range(1, 500).Select(i => new PdfRow([$"Line {i}", $"${i}.00"])));
        var document = new ReadBack(report.Save());
        var lines = document.Lines();

        Assert.InRange(document.Pages, 8, 20);
        Assert.Equal(document.Pages, report.PageCount);
        Assert.Equal(document.Pages, lines.Count(x => x == "What"));
        Assert.Equal(
            Enumerable.Range(1, document.Pages).Select(i => $"Page {i} of {document.Pages}"),
            lines.Where(x => x.StartsWith("Page ", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"Line {i}"), lines.Where(x => x.StartsWith("Line ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_sign_that_no_font_has_is_written_in_Latin_letters_and_control_characters_as_spaces()
    {
        var report = New();
        report.Paragraph("a\0b\n日😀c");
        Assert.Contains("a b Ri:grinning:c", new ReadBack(report.Save()).Lines());
    }

    [Fact]
    public void The_file_carries_only_the_letters_it_shows()
    {
        var report = New();
        report.Paragraph("ÄÖÜ");
        Assert.InRange(report.Save().Length, 1000, 60_000);
    }

    private PdfReport New() => new(Head, new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), _fonts.Open());
}
