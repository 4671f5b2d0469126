using System.Globalization;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>What stands on one A4 page. Lengths are points; places are counted from the top left corner.</summary>
internal sealed class PageContent
{
    public const double Width = 595;
    public const double Height = 842;

    private readonly StringBuilder _commands = new();

    public void Text(DocumentFont font, double size, Shade shade, double x, double baseline, string text)
    {
        if (text.Length > 0)
            _commands.Append(
                CultureInfo.InvariantCulture,
                $"{Ink(shade)} rg BT /{font.Name} {size:0.##} Tf 1 0 0 1 {x:0.##} {Height - baseline:0.##} Tm {font.Show(text)} Tj ET\n");
    }

    public void Line(double x, double y, double width) =>
        _commands.Append(
            CultureInfo.InvariantCulture,
            $"{Ink(Shade.Faint)} RG 0.6 w {x:0.##} {Height - y:0.##} m {x + width:0.##} {Height - y:0.##} l S\n");

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_commands.ToString());

    private static string Ink(Shade shade) => shade switch
    {
        Shade.Ink => "0.07 0.1 0.094",
        Shade.Quiet => "0.35 0.4 0.385",
        _ => "0.8 0.83 0.82",
    };
}

internal enum Shade
{
    Ink,
    Quiet,
    Faint,
}
