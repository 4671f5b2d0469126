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
    private XGraphics? _page;

    public void StartPage()
    {
        Dispose();
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnitPt.FromPoint(PageContent.Width), XUnitPt.FromPoint(PageContent.Height));
        _page = XGraphics.FromPdfPage(page);
    }

    public void Begin(PdfBlockLevelElementTag element) => _structure.StructureBuilder.BeginElement(element);

    public void End() => _structure.StructureBuilder.End();

    public void Text(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        _structure.BeginTextMode();
        foreach (var (face, run) in typeface.Runs(VisualOrder.Of(text)))
        {
            if (!_fonts.TryGetValue((face, size), out var font))
                _fonts[(face, size)] = font = new XFont(face.Name, size, XFontStyleEx.Regular, Unicode);
            _page!.DrawString(run, font, new XSolidBrush(Ink(shade)), new XPoint(x, baseline));
            x += typeface.WidthOf(run, size);
        }
    }

    public void Repeated(Typeface typeface, double size, Shade shade, double x, double baseline, string text)
    {
        _structure.StructureBuilder.EndMarkedContentsWithId();
        _structure.BeginTextMode();
        _structure.StructureBuilder.BeginArtifact();
        Text(typeface, size, shade, x, baseline, text);
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
        if (_page is null)
            return;
        _structure.StructureBuilder.EndMarkedContentsWithId();
        _page.Dispose();
        _page = null;
    }

    private static XColor Ink(Shade shade) => shade switch
    {
        Shade.Ink => XColor.FromArgb(18, 26, 24),
        Shade.Quiet => XColor.FromArgb(89, 102, 98),
        Shade.Faint => XColor.FromArgb(204, 212, 209),
        _ => throw new ArgumentOutOfRangeException(nameof(shade), shade, "There is no such shade."),
    };
}
