using System.Diagnostics;
using System.Globalization;
using Marketplace.Pdf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Benchmarks.Suites;

/// <summary>Receipts as PDF, beside the same texts set with PDFsharp alone: no tags, no table, nothing that PDF/A asks for.</summary>
internal static class DocumentsSuite
{
    private static readonly DateTimeOffset Written = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["Ada Lovelace", "Łukasz Żółć", "Ада Лавлейс", "Ἀριστοτέλης Ωνάσης"];

    public static async Task RunAsync(int receipts)
    {
        var fonts = new PdfFonts(new ConfigurationBuilder().Build(), NullLogger<PdfFonts>.Instance);
        var machine = new Machine();
        var (bare, ours) = (new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            // The first document takes the typeface in, which the other way of writing them uses too.
            var receipt = Time(receipts, i => Receipt(fonts, i));
            var texts = Time(receipts, Bare);
            if (round < 0)
                continue;
            ours.Add(receipt);
            bare.Add(texts);
        }

        Report.Figure($"{receipts} documents with the same texts, PDFsharp alone (the baseline)", bare, "0 ms");
        Report.Figure($"{receipts} receipts as PDF", ours, "0 ms");
        Report.Figure("  ÷ PDFsharp alone", ours.Over(bare), "0.00");
        Report.Line("  size of one", $"{Receipt(fonts, 0).Length / 1024.0:0.0} KB");
        machine.Judge(bare);
    }

    private static double Time(int count, Func<int, byte[]> write)
    {
        var clock = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            _ = write(i);
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static byte[] Receipt(PdfFonts fonts, int number)
    {
        var report = new PdfReport(new PdfHead("Mycelium eG", "Receipt", NumberOf(number), "Page {0} of {1}"), Written, fonts);
        foreach (var line in Lines(number))
            report.Paragraph(line);
        report.Heading("Bought");
        report.Table(
            [new PdfColumn("What", 50), new PdfColumn("Credits", 25, Right: true), new PdfColumn("Price", 25, Right: true)], Rows());
        report.Heading("Note");
        report.Paragraph("No VAT is shown, as the co-operative is a small business.");
        return report.Save();
    }

    private static byte[] Bare(int number)
    {
        using var document = new PdfDocument();
        using var file = new MemoryStream();
        using (var page = XGraphics.FromPdfPage(document.AddPage()))
        {
            var font = new XFont("NotoSans-Regular", 8.5, XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
            var y = 60;
            foreach (var text in Lines(number).Concat(Rows().SelectMany(x => x.Cells)).Append(NumberOf(number)))
                page.DrawString(text, font, XBrushes.Black, new XPoint(42, y += 13));
        }

        document.Save(file);
        return file.ToArray();
    }

    private static string NumberOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Number 2026-{number:000000}");

    private static IEnumerable<string> Lines(int number) =>
    [
        "Waldweg 1", "10115 Berlin", "Tax number: DE123456789", "pay@example.com",
        $"Customer: {Names[number % Names.Length]} (ada@example.com)", "Paid on: 1 Dec 2026, 08:00 UTC",
        "Paid with: Visa •••• 4242", "Payment: pi_3Q1234567890",
    ];

    private static IEnumerable<PdfRow> Rows() =>
    [
        new PdfRow(["Credits", "25.00", "$25.00"]), new PdfRow(["Bonus", "1.25", "$0.00"]),
        new PdfRow(["Paid", "", "$25.00"], Strong: true),
    ];
}
