using System.Text.RegularExpressions;
using Marketplace.Pdf;
using Marketplace.Ui;
using SkiaSharp;

namespace Marketplace.Content.Cards;

/// <summary>What a card shows. The same content is the same picture.</summary>
/// <param name="Icon">Name of the tenant's icon.</param>
/// <param name="Accent">The tenant's colour, <c>#rrggbb</c>.</param>
internal sealed record CardContent(string Title, string Site, string Icon, string Accent);

/// <summary>Draws a title on the tenant's colour, in the size that other sites ask for.</summary>
internal static partial class CardDrawing
{
    public const int Width = 1200;
    public const int Height = 630;

    private const int Margin = 80;
    private const int MostLines = 3;
    private const int SiteSize = 40;
    private const int MarkSize = 64;
    private const int IconBox = 16;

    private static readonly int[] TitleSizes = [88, 72, 60, 50];

    /// <summary>It knows Latin, Greek and Cyrillic letters. What it cannot write is left out rather than shown as boxes.</summary>
    private static readonly Lazy<SKTypeface> Letters = new(() =>
    {
        using var file = TypefaceFiles.OpenStrong();
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException("The typeface cannot be read.");
    });

    /// <returns>A PNG.</returns>
    public static byte[] Draw(CardContent content)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        var ground = SKColor.TryParse(content.Accent, out var accent) ? accent.WithAlpha(255) : SKColor.Parse(new SiteSettings().Accent);
        canvas.Clear(ground);
        using var ink = new SKPaint { Color = InkOn(ground), IsAntialias = true };
        DrawTitle(canvas, ink, content.Title.Length > 0 ? content.Title : content.Site);
        DrawSite(canvas, ink, ground, content);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void DrawTitle(SKCanvas canvas, SKPaint ink, string title)
    {
        foreach (var size in TitleSizes)
        {
            using var font = new SKFont(Letters.Value, size);
            if (!font.ContainsGlyphs(title))
                return;
            var lines = Wrap(title, font);
            if (lines.Count > MostLines && size != TitleSizes[^1])
                continue;
            if (lines.Count > MostLines)
                lines[MostLines - 1] += "…";
            for (var i = 0; i < Math.Min(lines.Count, MostLines); i++)
                canvas.DrawText(lines[i], Margin, Margin + (size * (1 + (i * 1.2f))), SKTextAlign.Left, font, ink);
            return;
        }
    }

    /// <summary>At spaces; a word that is wider than the picture is cut.</summary>
    private static List<string> Wrap(string text, SKFont font)
    {
        const float Room = Width - (2 * Margin);
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (font.MeasureText(longer) <= Room)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            line = word[..Math.Min(word.Length, Math.Max(1, font.BreakText(word, Room)))];
        }

        lines.Add(line);
        return lines;
    }

    private static void DrawSite(SKCanvas canvas, SKPaint ink, SKColor ground, CardContent content)
    {
        const float Top = Height - Margin - MarkSize;
        canvas.DrawRoundRect(new SKRect(Margin, Top, Margin + MarkSize, Top + MarkSize), 14, 14, ink);
        using var inside = new SKPaint { Color = ground, IsAntialias = true };
        canvas.Save();
        canvas.Translate(Margin + 14, Top + 14);
        canvas.Scale((MarkSize - 28f) / IconBox);
        foreach (Match shape in Shape().Matches(IconSet.Shapes(content.Icon)))
        {
            using var path = SKPath.ParseSvgPathData(shape.Groups["path"].Value);
            if (path is not null)
                canvas.DrawPath(path, inside);
        }

        canvas.Restore();
        using var font = new SKFont(Letters.Value, SiteSize);
        if (!font.ContainsGlyphs(content.Site))
            return;
        canvas.DrawText(content.Site, Margin + MarkSize + 24, Top + ((MarkSize + (SiteSize * 0.7f)) / 2), SKTextAlign.Left, font, ink);
    }

    private static SKColor InkOn(SKColor ground) =>
        // The weights with which eyes take the three colours; from the middle on black reads better.
        (0.299 * ground.Red) + (0.587 * ground.Green) + (0.114 * ground.Blue) > 150 ? SKColors.Black : SKColors.White;

    [GeneratedRegex("\\sd=\"(?<path>[^\"]*)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
