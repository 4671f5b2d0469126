using System.ComponentModel;
using System.Diagnostics;

namespace Marketplace.Pdf.Tests;

/// <summary>
/// What programs of others make of a document: qpdf of its objects, poppler of its text and structure. Where the machine has neither, what
/// our own reader sees is held to the same.
/// </summary>
public sealed class OtherReadersTests : IDisposable
{
    private const string Street = "רחוב הרצל 12";

    private readonly TestFonts _fonts = new();
    private readonly string _file;

    public OtherReadersTests()
    {
        _fonts.With("Han.ttf", TestFont.For("אבגדהוזחטיכלמנסעפצקרשת日本𠮷"));
        _file = Path.Combine(_fonts.Folder, "report.pdf");
        var report = new PdfReport(
            new PdfHead("Müller & Söhne", "Receipt", "Number 7", "Page {0} of {1}"),
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), _fonts.Open());
        report.Paragraph("Ада 日本𠮷 Ελλάς");
        report.Paragraph(Street);
        report.Heading("Bought");
        report.Table(
            [new PdfColumn("What", 3), new PdfColumn("Price", 1, Right: true)],
            [
                .. Enumerable.Range(1, 60).Select(i => new PdfRow([$"Line {i}", $"${i}.00"])),
                new PdfRow(["Paid", "$1,830.00"], Strong: true),
            ]);
        File.WriteAllBytes(_file, report.Save());
    }

    public void Dispose() => _fonts.Dispose();

    [Fact]
    public async Task No_object_is_broken()
    {
        Assert.Equal(2, new ReadBack(await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken)).Pages);
        if (await RunAsync("qpdf", "--check", _file) is { } found)
            Assert.Contains("No syntax or stream encoding errors found", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_is_read_in_its_order()
    {
        var spoken = new ReadBack(await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken)).Spoken();
        Assert.Equal(
            [
                ("P", "Müller & Söhne"), ("H1", "Receipt"), ("P", "Number 7"), ("P", "Ада  日本𠮷  Ελλάς"), ("Span", Street),
                ("H2", "Bought"), ("TH", "What"), ("TH", "Price"), ("TD", "Line 1"), ("TD", "$1.00"), ("TD", "Line 2"),
            ],
            spoken.Take(11));
        Assert.Equal([("TD", "Line 60"), ("TD", "$60.00"), ("TD", "Paid"), ("TD", "$1,830.00")], spoken.TakeLast(4));
        Assert.Equal(6 + 2 + (2 * 61), spoken.Count);

        if (await RunAsync("pdftotext", "-raw", _file, "-") is { } text)
        {
            var places = (string[])["Müller & Söhne", "Receipt", "Number 7", "Ада 日本𠮷 Ελλάς", "Bought", "What", "Line 1 $1.00", "Paid"];
            Assert.Equal(places.Order(Comparer<string>.Create((x, y) => text.IndexOf(x).CompareTo(text.IndexOf(y)))), places);
            Assert.All(places, x => Assert.Contains(x, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Poppler_finds_the_structure_and_the_names_of_the_columns()
    {
        if (await RunAsync("pdfinfo", "-struct-text", _file) is not { } found)
            return;
        var lines = found.Split('\n').Select(x => x.Trim()).ToList();
        Assert.Equal(
            (1, 1, 1, 62, 2), (Count("Document"), Count("H1"), Count("Table"), Count("TR"), Count("TH")));
        Assert.Equal(2, lines.Count(x => x == "/Scope /Column"));
        Assert.Contains("\"$1,830.00\"", lines);

        int Count(string part) => lines.Count(x => x.Split(' ', ':')[0] == part);
    }

    /// <summary>In points from the left and from the bottom.</summary>
    [Fact]
    public async Task Every_text_stands_where_it_belongs()
    {
        var texts = new ReadBack(await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken)).Texts();
        var places = ((string Text, decimal X, decimal Y)[])
        [
            ("Müller & Söhne", 42, 790), ("Receipt", 42, 753), ("Bought", 42, 664), ("$1.00", 531.3m, 622),
            ("Müller & Söhne · Receipt · Number 7", 42, 42),
        ];
        Assert.Equal(
            places,
            places.Select(x => texts.First(t => t.Text == x.Text)).Select(x => (x.Text, decimal.Round(x.X, 1), decimal.Round(x.Y, 1))));

        if (await RunAsync("pdftotext", "-bbox", _file, "-") is { } found)
            Assert.Matches("xMin=\"531\\.27[0-9]+\" yMin=\"[0-9.]+\" xMax=\"553\\.0+\" yMax=\"[0-9.]+\">\\$1\\.00<", found);
    }

    /// <returns>Null where the machine has no such program.</returns>
    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
                })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{program} says {await error}{await output}");
            return await output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
