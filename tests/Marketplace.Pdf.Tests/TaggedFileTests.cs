using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Marketplace.Pdf.Tests;

/// <summary>The file has what PDF/A asks for and can be read aloud, as far as our own reader sees.</summary>
public sealed partial class TaggedFileTests : IDisposable
{
    private static readonly PdfColumn[] Columns = [new("What", 3), new("Amount", 1, Right: true)];

    private readonly TestFonts _fonts = new();

    public void Dispose() => _fonts.Dispose();

    [Fact]
    public void The_file_is_tagged_and_says_its_language()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
        try
        {
            var file = Write(report => report.Paragraph("Guten Tag"));
            Assert.Contains("/StructTreeRoot", file.Catalog, StringComparison.Ordinal);
            Assert.Matches(@"/Lang\s*\(de\)", file.Catalog);
            Assert.Contains(file.Objects, x => MarkedObject().IsMatch(x));
            Assert.Contains(file.Objects.Append(file.Catalog), x => TitleShown().IsMatch(x));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Every_part_is_called_what_it_is()
    {
        var file = Write(report =>
        {
            report.Heading("Summary");
            report.Paragraph("Nothing.");
            report.Table(Columns, [new PdfRow(["Opening", "$1.00"], Strong: true), new PdfRow(["", "-$5.00"])]);
        });

        var parts = file.Parts();

        Assert.Equal((1, 1, 1, 3), (parts["Document"], parts["H1"], parts["H2"], parts["P"]));
        Assert.Equal((1, 3, 2, 4), (parts["Table"], parts["TR"], parts["TH"], parts["TD"]));
        Assert.Equal(
            [
                ("P", "Mycelium"), ("H1", "Statement"), ("P", "November 2026"), ("H2", "Summary"), ("P", "Nothing."), ("TH", "What"),
                ("TH", "Amount"), ("TD", "Opening"), ("TD", "$1.00"), ("TD", "-$5.00"),
            ],
            file.Spoken());
    }

    [Fact]
    public void Head_cells_say_that_they_are_about_their_column()
    {
        var file = Write(report => report.Table(Columns, [new PdfRow(["Opening", "$1.00"])]));
        var cells = file.Objects.Where(x => HeadCell().IsMatch(x)).ToList();
        Assert.Equal(2, cells.Count);
        Assert.All(cells, x => Assert.Contains("/A<</O/Table/Scope/Column>>", x, StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_over_many_pages_is_one_table_with_one_head()
    {
        var file = Write(report => report.Table(Columns, Enumerable.Range(1, 200).Select(i => new PdfRow([$"Line {i}", $"${i}.00"]))));

        var parts = file.Parts();

        Assert.InRange(file.Pages, 4, 10);
        Assert.Equal((1, 201, 2, 400), (parts["Table"], parts["TR"], parts["TH"], parts["TD"]));
    }

    [Fact]
    public void All_that_is_drawn_is_part_of_the_text_or_marked_as_decoration_and_marks_are_nested()
    {
        var file = Write(report =>
        {
            report.Paragraph("Beginning");
            report.Table(Columns, Enumerable.Range(1, 120).Select(i => new PdfRow([$"Line {i}", new string('x', i % 60)])));
            report.Paragraph("End");
        });
        foreach (var page in file.Contents())
        {
            var open = new Stack<string>();
            foreach (var step in Operators().Matches(page).Select(x => x.Value))
            {
                switch (step)
                {
                    case "BT" or "BDC" or "BMC":
                        open.Push(step);
                        break;
                    case "ET":
                        Assert.Equal("BT", open.Pop());
                        break;
                    case "EMC":
                        Assert.True(open.Pop() is "BDC" or "BMC", "A mark ends outside the text that it began in.");
                        break;
                    default:
                        Assert.True(open.Any(x => x is "BDC" or "BMC"), $"{step} outside of any mark.");
                        break;
                }
            }

            Assert.Empty(open);
        }
    }

    [Theory]
    [InlineData("Mycelium")]
    [InlineData("Müller & Söhne <KG> \"日本\"")]
    [InlineData("broken \ud83d \u0001 name \ufffe")]
    public void The_description_says_title_author_and_PDF_A_and_is_XML_whatever_the_names_are(string issuer)
    {
        var report = new PdfReport(
            new PdfHead(issuer, "Receipt", "Number 7", "Page {0} of {1}"), new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(1)),
            _fonts.Open());

        var description = XDocument.Parse(new ReadBack(report.Save()).Metadata).Descendants()
            .Where(x => !x.HasElements).ToLookup(x => x.Name.LocalName, x => x.Value, StringComparer.Ordinal);

        Assert.Equal(("2", "A"), (description["part"].Single(), description["conformance"].Single()));
        Assert.Contains("Receipt – Number 7", description["li"]);
        Assert.Contains(issuer.Replace('\ud83d', '\ufffd').Replace('\u0001', ' ').Replace('\ufffe', ' '), description["li"]);
        Assert.Equal("2026-12-01T08:00:00Z", description["CreateDate"].Single());
    }

    [Fact]
    public void Colours_have_their_profile_and_every_font_lies_in_the_file()
    {
        var file = Write(report => report.Table(Columns, [new PdfRow(["Größe", "Ж"], Strong: true)]));

        Assert.Contains(file.Objects.Append(file.Catalog), x => x.Contains("/GTS_PDFA1", StringComparison.Ordinal));
        Assert.Contains("/ID", file.Trailer, StringComparison.Ordinal);
        var fonts = file.Objects.Where(x => DescriptorObject().IsMatch(x)).ToList();
        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, x => Assert.Contains("/FontFile2", x, StringComparison.Ordinal));
        Assert.All(fonts, x => Assert.Matches(@"/FontName\s*/[A-Z]{6}\+", x));
    }

    [Fact]
    public async Task Many_documents_at_once_are_what_they_are_alone()
    {
        var fonts = _fonts.With("Han.ttf", TestFont.For("日本語")).Open();
        string[] names = ["Ада", "日本", "Größe", "Ελλάς", "語日", "plain"];
        var written = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() =>
        {
            var report = New(fonts);
            report.Paragraph(names[i % names.Length]);
            return new ReadBack(report.Save()).Lines();
        })));
        Assert.All(written.Select((lines, i) => (lines, names[i % names.Length])), x => Assert.Contains(x.Item2, x.lines));
    }

    private ReadBack Write(Action<PdfReport> write)
    {
        var report = New(_fonts.Open());
        write(report);
        return new ReadBack(report.Save());
    }

    private static PdfReport New(PdfFonts fonts) => new(
        new PdfHead("Mycelium", "Statement", "November 2026", "Page {0} of {1}"), new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero),
        fonts);

    [GeneratedRegex(@"/Marked\s+true", RegexOptions.None, 1000)]
    private static partial Regex MarkedObject();

    [GeneratedRegex(@"/DisplayDocTitle\s+true", RegexOptions.None, 1000)]
    private static partial Regex TitleShown();

    [GeneratedRegex(@"/S\s*/TH\b", RegexOptions.None, 1000)]
    private static partial Regex HeadCell();

    [GeneratedRegex(@"/Type\s*/FontDescriptor", RegexOptions.None, 1000)]
    private static partial Regex DescriptorObject();

    [GeneratedRegex(@"\b(BT|ET|BDC|BMC|EMC|Tj|S|f)(?=\s|$)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Operators();
}
