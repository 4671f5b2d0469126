using System.Globalization;

namespace Marketplace.Pdf;

/// <summary>
/// A report on A4 pages, written from top to bottom: a head, paragraphs, and tables of any length whose head is repeated on every page.
/// Letters are set one after another, which suits scripts written from left to right without joining. Not for several threads at once.
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
    private readonly DocumentFont _text = new(Typeface.Regular, "Regular");
    private readonly DocumentFont _strong = new(Typeface.Bold, "Bold");
    private readonly List<PageContent> _pages = [];
    private double _y;

    public PdfReport(PdfHead head, DateTimeOffset written)
    {
        (_head, _written) = (head, written);
        StartPage();
        Write(_strong, 10, Shade.Quiet, head.Issuer, most: 1);
        _y += 12;
        Write(_strong, 20, Shade.Ink, head.Title, most: 2);
        _y += 4;
        Write(_text, 11, Shade.Ink, head.Subject, most: 3);
        _y += 6;
    }

    public int PageCount => _pages.Count;

    /// <summary>Text over the whole width.</summary>
    public void Paragraph(string text) => Write(_text, Size, Shade.Ink, text, most: 20);

    public void Heading(string text)
    {
        Need(5 * LineHeight);
        _y += 16;
        Write(_strong, 11, Shade.Ink, text, most: 1);
        _y += 6;
    }

    /// <param name="rows">Read while the table is written; as many cells each as there are columns.</param>
    public async Task TableAsync(IReadOnlyList<PdfColumn> columns, IAsyncEnumerable<PdfRow> rows, CancellationToken cancellationToken)
    {
        var places = Places(columns);
        TableHead(places);
        await foreach (var row in rows.WithCancellation(cancellationToken))
            TableRow(places, row);
    }

    /// <inheritdoc cref="TableAsync"/>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<PdfRow> rows)
    {
        var places = Places(columns);
        TableHead(places);
        foreach (var row in rows)
            TableRow(places, row);
    }

    /// <summary>Numbers the pages and gives the file.</summary>
    public byte[] Save()
    {
        using var file = new PdfFile();
        var list = file.Reserve();
        for (var i = 0; i < _pages.Count; i++)
            Footer(_pages[i], i + 1);
        var contents = _pages.Select(page => file.AddStream(page.ToBytes())).ToList();
        var fonts = $"/Font << /{_text.Name} {_text.Write(file)} 0 R /{_strong.Name} {_strong.Write(file)} 0 R >>";
        var pages = contents.ConvertAll(content =>
            file.Add(
                $"<< /Type /Page /Parent {list} 0 R /MediaBox [0 0 {PageContent.Width} {PageContent.Height}] /Resources << {fonts} >> "
                + $"/Contents {content} 0 R >>"));
        file.Fill(list, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(x => $"{x} 0 R"))}] >>");
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var catalog = file.Add(
            $"<< /Type /Catalog /Pages {list} 0 R /Lang {PdfFile.Text(language)} /ViewerPreferences << /DisplayDocTitle true >> >>");
        var info = file.Add(
            $"<< /Title {PdfFile.Text($"{_head.Title} – {_head.Subject}")} /Author {PdfFile.Text(_head.Issuer)} /CreationDate "
            + $"(D:{_written.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>");
        return file.Finish(catalog, info);
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

    private void TableHead(List<Place> places)
    {
        Need(4 * LineHeight);
        foreach (var place in places)
            Cell(place, _strong, Shade.Quiet, place.Column.Title, 0);
        _y += LineHeight + 4;
        _pages[^1].Line(Margin, _y, Width);
        _y += 3;
    }

    private void TableRow(List<Place> places, PdfRow row)
    {
        var font = row.Strong ? _strong : _text;
        var cells = places.Select((place, i) => TextLines.Break(font, Size, row.Cells[i], place.Width, most: 4)).ToList();
        var height = (cells.Max(x => x.Count) * LineHeight) + 4;
        if (_y + height > Bottom)
        {
            StartPage();
            TableHead(places);
        }

        for (var i = 0; i < places.Count; i++)
        {
            for (var line = 0; line < cells[i].Count; line++)
                Cell(places[i], font, Shade.Ink, cells[i][line], line);
        }

        _y += height;
        _pages[^1].Line(Margin, _y, Width);
        _y += 2;
    }

    private void Cell(Place place, DocumentFont font, Shade shade, string text, int line)
    {
        var x = place.Column.Right ? place.X + place.Width - font.WidthOf(text, Size) : place.X;
        _pages[^1].Text(font, Size, shade, x, _y + Size + 2 + (line * LineHeight), text);
    }

    private void Footer(PageContent page, int number)
    {
        const double Small = 8;
        var count = string.Format(CultureInfo.CurrentCulture, _head.PageOf, number, _pages.Count);
        var room = Width - _text.WidthOf(count, Small) - Gap;
        page.Line(Margin, Bottom + 8, Width);
        page.Text(
            _text, Small, Shade.Quiet, Margin, Bottom + 22,
            TextLines.Break(_text, Small, $"{_head.Issuer} · {_head.Title} · {_head.Subject}", room, most: 1)[0]);
        page.Text(_text, Small, Shade.Quiet, Margin + Width - _text.WidthOf(count, Small), Bottom + 22, count);
    }

    private void Write(DocumentFont font, double size, Shade shade, string text, int most)
    {
        foreach (var line in TextLines.Break(font, size, text, Width, most))
        {
            Need(size * 1.5);
            _pages[^1].Text(font, size, shade, Margin, _y + size, line);
            _y += size * 1.5;
        }
    }

    private void Need(double height)
    {
        if (_y + height > Bottom)
            StartPage();
    }

    private void StartPage()
    {
        _pages.Add(new PageContent());
        _y = Margin;
    }

    private sealed record Place(PdfColumn Column, double X, double Width);
}

/// <param name="Cells">As many as the table has columns.</param>
public sealed record PdfRow(IReadOnlyList<string> Cells, bool Strong = false);
