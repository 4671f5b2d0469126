using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Marketplace.Pdf;

/// <summary>
/// Draws page after page with PDFsharp, and tells it what each text is. What is marked must begin and end in one mode, text or drawing, and
/// PDFsharp leaves that to its callers.
/// </summary>
internal sealed class PageWriter(PdfDocument document) : IDisposable
{
    private static readonly XPdfFontOptions Unicode = new(PdfFontEncoding.Unicode);

    private readonly UAManager _structure = UAManager.ForDocument(document);
    private readonly Dictionary<(FontFace Face, double Size), XFont> _fonts = [];
    private readonly List<PdfItem> _parents = [];
    private XGraphics? _page;

    public void StartPage()
    {
        EndPage();
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnitPt.FromPoint(PageContent.Width), XUnitPt.FromPoint(PageContent.Height));
        _page = XGraphics.FromPdfPage(page);
    }

    public void Begin(PdfBlockLevelElementTag element)
    {
        _structure.StructureBuilder.BeginElement(element);
        if (element is PdfBlockLevelElementTag.TableHeaderCell)
            _structure.StructureBuilder.CurrentStructureElement.TableAttributes.Elements.SetName("/Scope", "/Column");
    }

    public void End() => _structure.StructureBuilder.End();

    public void Text(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        _structure.BeginTextMode();
        var seen = VisualOrder.Of(text);
        if (seen == text)
        {
            Draw(typeface, size, shade, x, baseline, text);
            return;
        }

        _structure.StructureBuilder.BeginElement(PdfInlineLevelElementTag.Span);
        // As it is spoken and copied, not as its letters stand.
        _structure.StructureBuilder.CurrentStructureElement.Elements.SetString("/ActualText", text);
        Draw(typeface, size, shade, x, baseline, seen);
        _structure.StructureBuilder.End();
    }

    public void Repeated(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        _structure.StructureBuilder.EndMarkedContentsWithId();
        _structure.BeginTextMode();
        _structure.StructureBuilder.BeginArtifact();
        Draw(typeface, size, shade, x, baseline, VisualOrder.Of(text));
        _structure.StructureBuilder.End();
    }

    /// <summary>Nothing that is read aloud.</summary>
    public void Line(double x, double y, double width)
    {
        _structure.StructureBuilder.EndMarkedContentsWithId();
        _structure.BeginGraphicMode();
        _structure.StructureBuilder.BeginArtifact();
        _page!.DrawLine(new XPen(Ink(Shade.Faint), 0.6), x, y, x + width, y);
        _structure.StructureBuilder.End();
    }

    public void Dispose()
    {
        EndPage();
        if (Parents is not { } parents)
            return;
        foreach (var item in _parents)
            parents.Add(item);
        _parents.Clear();
    }

    /// <summary>Of each page, what its marked texts are part of, by their numbers.</summary>
    private PdfArray.ArrayElements? Parents =>
        _structure.StructureTreeRoot.Elements.GetDictionary("/ParentTree")?.Elements.GetArray("/Nums")?.Elements;

    private void EndPage()
    {
        if (_page is not { PdfPage: { } page })
            return;
        _structure.StructureBuilder.EndMarkedContentsWithId();
        _page.Dispose();
        _page = null;
        foreach (var content in page.Contents)
            DocumentFile.Compress(content);
        if (Parents is not { } parents)
            return;
        // With each text PDFsharp searches this list for its page: among hundreds of pages that was a fifth of all work.
        _parents.AddRange(parents);
        parents.Clear();
    }

    private void Draw(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        foreach (var (face, run) in typeface.Runs(text))
        {
            if (!_fonts.TryGetValue((face, size), out var font))
                _fonts[(face, size)] = font = new XFont(face.Name, size, XFontStyleEx.Regular, Unicode);
            _page!.DrawString(run, font, new XSolidBrush(Ink(shade)), new XPoint(x, baseline));
            x += typeface.WidthOf(run, size);
        }
    }

    private static XColor Ink(Shade shade) => shade switch
    {
        Shade.Ink => XColor.FromArgb(18, 26, 24),
        Shade.Quiet => XColor.FromArgb(89, 102, 98),
        Shade.Faint => XColor.FromArgb(204, 212, 209),
        _ => throw new ArgumentOutOfRangeException(nameof(shade), shade, "There is no such shade."),
    };
}
