using System.Diagnostics;
using System.Globalization;
using Marketplace.Payments.Receipts;
using Marketplace.Pdf;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Benchmarks.Suites;

/// <summary>
/// Receipts as PDF, beside the same texts set with PDFsharp alone: no tags, no table, nothing that PDF/A asks for. And the largest
/// statement.
/// </summary>
internal static class DocumentsSuite
{
    private const int StatementLines = 25_000;

    private static readonly ReceiptSettings Seller = new()
    {
        SellerName = "Mycelium eG", AddressLines = ["Waldweg 1", "10115 Berlin"], TaxNumber = "DE123456789",
        ContactEmail = "pay@example.com", Note = "No VAT is shown, as the co-operative is a small business.",
    };

    private static readonly string[] Names = ["Ada Lovelace", "Łukasz Żółć", "Ада Лавлейс", "Ἀριστοτέλης Ωνάσης"];

    public static async Task RunAsync(int receipts)
    {
        await using var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "None" },
        });
        await app.InTenantAsync("mycelium", services => MeasureAsync(services, receipts));
    }

    private static async Task MeasureAsync(IServiceProvider services, int receipts)
    {
        var pdf = services.GetRequiredService<ReceiptPdf>();
        var sample = services.GetRequiredService<SampleReceipt>().Of(Seller);
        byte[] Receipt(int number) => pdf.Write(sample with { CustomerName = Names[number % Names.Length] });
        var machine = new Machine();
        var (bare, ours, statements) = (new Series(), new Series(), new Series());
        for (var round = -1; round < Report.Rounds; round++)
        {
            if (round >= 0)
                await machine.LookAsync();
            // The first document takes the typeface in, which the other way of writing them uses too.
            var receipt = Time(receipts, i => Receipt(i));
            var texts = Time(receipts, Bare);
            var statement = Time(1, _ => Statement(services));
            if (round < 0)
                continue;
            ours.Add(receipt);
            bare.Add(texts);
            statements.Add(statement / 1000);
        }

        Report.Figure($"{receipts} documents with the same texts, PDFsharp alone (the baseline)", bare, "0 ms");
        Report.Figure($"{receipts} receipts as PDF", ours, "0 ms");
        Report.Figure("  ÷ PDFsharp alone", ours.Over(bare), "0.00");
        Report.Line("  size of one", $"{Receipt(0).Length / 1024.0:0.0} KB");
        Report.Figure($"A statement of {StatementLines} lines as PDF", statements, "0.0 s");
        Report.Line("  size", $"{Statement(services).Length / 1024.0 / 1024:0.0} MB");
        machine.Judge(bare);
    }

    private static double Time(int count, Func<int, byte[]> write)
    {
        var clock = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            _ = write(i);
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static byte[] Statement(IServiceProvider services)
    {
        var report = new PdfReport(
            new PdfHead("Mycelium eG", "Credit statement", "November 2026", "Page {0} of {1}"),
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero), services.GetRequiredService<PdfFonts>());
        report.Table(
            [new("Time (UTC)", 19), new("Type", 15), new("Description", 34), new("Amount", 16, Right: true),
                new("Balance after", 16, Right: true)],
            Enumerable.Range(0, StatementLines).Select(
                i => new PdfRow([$"2026-11-01 {i % 24:00}:{i % 60:00}", "Usage", $"vm-{i % 7}", $"-${i % 90}.25", $"${i}.50"])));
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
            foreach (var text in Lines(number))
                page.DrawString(text, font, XBrushes.Black, new XPoint(42, y += 13));
        }

        document.Save(file);
        return file.ToArray();
    }

    private static IEnumerable<string> Lines(int number) =>
    [
        "Mycelium eG", "Receipt", string.Create(CultureInfo.InvariantCulture, $"Number 2026-{number:000000}"), .. Seller.AddressLines,
        "Tax number: DE123456789", Seller.ContactEmail, "Payment", $"Customer: {Names[number % Names.Length]} (ann@example.com)",
        "Paid on: 1 December 2026, 08:00 UTC", "Paid with: Visa •••• 4242", "Payment: pi_3Q1234567890", "Bought", "What", "Credits",
        "Price", "Credits", "25.00", "$25.00", "Paid", "$25.00", "Note", Seller.Note, "Mycelium eG · Receipt · Number 2026-000042",
        "Page 1 of 1",
    ];
}
