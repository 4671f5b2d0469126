using PdfSharp.UniversalAccessibility;

namespace Marketplace.Pdf;

/// <summary>
/// What stands on one A4 page, in the order in which it is read. Kept until the document is saved: PDFsharp writes a page at once, and how
/// many pages there are stands on each of them. Lengths are points; places are counted from the top left corner.
/// </summary>
internal sealed class PageContent
{
    public const double Width = 595;
    public const double Height = 842;

    private readonly List<Action<PageWriter>> _marks = [];

    /// <summary>All text up to <see cref="End"/> is a paragraph, a heading, a table or part of one.</summary>
    public void Begin(PdfBlockLevelElementTag element) => _marks.Add(x => x.Begin(element));

    public void End() => _marks.Add(x => x.End());

    public void Text(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        if (text.Length > 0)
            _marks.Add(page => page.Text(typeface, size, shade, x, baseline, text));
    }

    /// <summary>Text that says nothing new to somebody who has it read aloud: page numbers, repeated heads.</summary>
    public void Repeated(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        if (text.Length > 0)
            _marks.Add(page => page.Repeated(typeface, size, shade, x, baseline, text));
    }

    public void Line(double x, double y, double width) => _marks.Add(page => page.Line(x, y, width));

    /// <summary>Once: what is written is let go, as documents may have hundreds of pages.</summary>
    public void WriteTo(PageWriter page)
    {
        _marks.ForEach(mark => mark(page));
        _marks.Clear();
        _marks.TrimExcess();
    }
}

internal enum Shade
{
    Ink,
    Quiet,
    Faint,
}
