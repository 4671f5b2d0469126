using System.Globalization;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Marketplace.Pdf;

/// <summary>
/// A report on A4 pages, written from top to bottom: a head, paragraphs, and tables of any length whose head is repeated on every page.
/// The file is tagged, with title and language, and made to the rules of PDF/A (ISO 19005-2, level A). Letters are set one after another;
/// those that no font can show so are replaced, see <see cref="PdfFonts"/>. Not for several threads at once.
/// </summary>
public sealed class PdfReport
{
    private const double Margin = 42;
    private const double Width = PageContent.Width - (2 * Margin);
    private const double Bottom = PageContent.Height - Margin - 22;
    private const double Size = 8.5;
    private const double LineHeight = 13;
    private const double Gap = 10;

    private readonly PdfHead _head;
    private readonly DateTimeOffset _written;
    private readonly PdfFonts _fonts;
    private readonly Typeface _text;
    private readonly Typeface _strong;
    private readonly SortedSet<int> _missing = [];
    private readonly List<PageContent> _pages = [];
    private double _y;

    public PdfReport(PdfHead head, DateTimeOffset written, PdfFonts fonts)
    {
        (_head, _written, _fonts) = (head, written, fonts);
        (_text, _strong) = (fonts.Text, fonts.Strong);
        StartPage();
        Write(PdfBlockLevelElementTag.Paragraph, _strong, 10, Shade.Quiet, head.Issuer, most: 1);
        _y += 12;
        Write(PdfBlockLevelElementTag.Heading1, _strong, 20, Shade.Ink, head.Title, most: 2);
        _y += 4;
        Write(PdfBlockLevelElementTag.Paragraph, _text, 11, Shade.Ink, head.Subject, most: 3);
        _y += 6;
    }

    public int PageCount => _pages.Count;

    /// <summary>
    /// A person's name as the report can show it: the name, or the address where a letter of the name cannot be shown, or else the name in
    /// Latin letters.
    /// </summary>
    public string NameOrAddress(string name, string? address)
    {
        var missing = new SortedSet<int>();
        var readable = ReadableText.Of(name, _text, missing);
        if (missing.Count == 0)
            return name;
        _missing.UnionWith(missing);
        return string.IsNullOrWhiteSpace(address) ? readable : address;
    }

    /// <summary>Text over the whole width.</summary>
    public void Paragraph(string text) => Write(PdfBlockLevelElementTag.Paragraph, _text, Size, Shade.Ink, text, most: 20);

    public void Heading(string text)
    {
        Need(5 * LineHeight);
        _y += 16;
        Write(PdfBlockLevelElementTag.Heading2, _strong, 11, Shade.Ink, text, most: 1);
        _y += 6;
    }

    /// <param name="rows">Read while the table is written; as many cells each as there are columns.</param>
    public async Task TableAsync(IReadOnlyList<PdfColumn> columns, IAsyncEnumerable<PdfRow> rows, CancellationToken cancellationToken)
    {
        var places = StartTable(columns);
        await foreach (var row in rows.WithCancellation(cancellationToken))
            TableRow(places, row);
        _pages[^1].End();
    }

    /// <inheritdoc cref="TableAsync"/>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<PdfRow> rows)
    {
        var places = StartTable(columns);
        foreach (var row in rows)
            TableRow(places, row);
        _pages[^1].End();
    }

    /// <summary>Numbers the pages and gives the file. Once only.</summary>
    public byte[] Save()
    {
        using var document = new PdfDocument();
        document.SetPdfA();
        using (var writer = new PageWriter(document))
        {
            for (var i = 0; i < _pages.Count; i++)
            {
                Footer(_pages[i], i + 1);
                writer.StartPage();
                _pages[i].WriteTo(writer);
            }
        }

        if (_missing.Count > 0)
            _fonts.Missed(_missing);
        var language = CultureInfo.CurrentUICulture.Name is { Length: > 0 } name ? name : "en";
        var title = ReadableText.Plain($"{_head.Title} – {_head.Subject}");
        return DocumentFile.Save(
            document, new Facts(title, ReadableText.Plain(_head.Issuer), "Marketplace", language, _written.UtcDateTime));
    }

    private static List<Place> Places(IReadOnlyList<PdfColumn> columns)
    {
        var room = Width - (Gap * (columns.Count - 1));
        var all = columns.Sum(x => x.Share);
        var places = new List<Place>();
        var x = Margin;
        foreach (var column in columns)
        {
            places.Add(new Place(column, x, room * column.Share / all));
            x += places[^1].Width + Gap;
        }

        return places;
    }

    private List<Place> StartTable(IReadOnlyList<PdfColumn> columns)
    {
        Need(4 * LineHeight);
        var places = Places(columns);
        _pages[^1].Begin(PdfBlockLevelElementTag.Table);
        _pages[^1].Begin(PdfBlockLevelElementTag.TableRow);
        TableHead(places, isFirst: true);
        return places;
    }

    private void TableHead(List<Place> places, bool isFirst)
    {
        var page = _pages[^1];
        foreach (var place in places)
        {
            var title = Readable(place.Column.Title, _strong);
            var (x, y) = (place.XOf(title, _strong), _y + Size + 2);
            if (!isFirst)
            {
                page.Repeated(_strong, Size, Shade.Quiet, x, y, title);
                continue;
            }

            page.Begin(PdfBlockLevelElementTag.TableHeaderCell);
            page.Text(_strong, Size, Shade.Quiet, x, y, title);
            page.End();
        }

        if (isFirst)
            page.End();
        _y += LineHeight + 4;
        page.Line(Margin, _y, Width);
        _y += 3;
    }

    private void TableRow(List<Place> places, PdfRow row)
    {
        var font = row.Strong ? _strong : _text;
        var cells = places
            .Select((place, i) => TextLines.Break(font, Size, Readable(row.Cells[i], font), place.Width, most: 4))
            .ToList();
        var height = (cells.Max(x => x.Count) * LineHeight) + 4;
        if (_y + height > Bottom)
        {
            StartPage();
            TableHead(places, isFirst: false);
        }

        var page = _pages[^1];
        page.Begin(PdfBlockLevelElementTag.TableRow);
        for (var i = 0; i < places.Count; i++)
        {
            page.Begin(PdfBlockLevelElementTag.TableDataCell);
            for (var line = 0; line < cells[i].Count; line++)
                page.Text(
                    font, Size, Shade.Ink, places[i].XOf(cells[i][line], font), _y + Size + 2 + (line * LineHeight), cells[i][line]);
            page.End();
        }

        page.End();
        _y += height;
        page.Line(Margin, _y, Width);
        _y += 2;
    }

    private void Footer(PageContent page, int number)
    {
        const double Small = 8;
        var count = Readable(string.Format(CultureInfo.CurrentCulture, _head.PageOf, number, _pages.Count), _text);
        var room = Width - _text.WidthOf(count, Small) - Gap;
        page.Repeated(
            _text, Small, Shade.Quiet, Margin, Bottom + 22,
            TextLines.Break(_text, Small, Readable($"{_head.Issuer} · {_head.Title} · {_head.Subject}", _text), room, most: 1)[0]);
        page.Repeated(_text, Small, Shade.Quiet, Margin + Width - _text.WidthOf(count, Small), Bottom + 22, count);
    }

    private void Write(PdfBlockLevelElementTag element, Typeface font, double size, Shade shade, string text, int most)
    {
        var lines = TextLines.Break(font, size, Readable(text, font), Width, most);
        Need(size * 1.5);
        _pages[^1].Begin(element);
        foreach (var line in lines)
        {
            Need(size * 1.5);
            _pages[^1].Text(font, size, shade, Margin, _y + size, line);
            _y += size * 1.5;
        }

        _pages[^1].End();
    }

    private string Readable(string text, Typeface font) => ReadableText.Of(text, font, _missing);

    private void Need(double height)
    {
        if (_y + height > Bottom)
            StartPage();
    }

    private void StartPage()
    {
        _pages.Add(new PageContent());
        // The footer's line stands first: PDFsharp sets a page up with the first thing drawn, and would tear the mark around a text.
        _pages[^1].Line(Margin, Bottom + 8, Width);
        _y = Margin;
    }

    private sealed record Place(PdfColumn Column, double X, double Width)
    {
        public double XOf(string text, Typeface font) => Column.Right ? X + Width - font.WidthOf(text, Size) : X;
    }
}

/// <param name="Cells">As many as the table has columns.</param>
public sealed record PdfRow(IReadOnlyList<string> Cells, bool Strong = false);
