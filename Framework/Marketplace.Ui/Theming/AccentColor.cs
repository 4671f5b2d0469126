using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Ui;

/// <summary>A colour written <c>#rrggbb</c>, and what WCAG says about it.</summary>
internal sealed partial record AccentColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Contrast that WCAG AA asks of text.</summary>
    private const double ReadableContrast = 4.5;

    private static readonly AccentColor _white = new(255, 255, 255);
    private static readonly AccentColor _black = new(0, 0, 0);

    /// <returns>The fallback where the text is not exactly <c>#rrggbb</c>.</returns>
    public static AccentColor Parse(string? text, string fallback)
    {
        var valid = text is not null && Hex().IsMatch(text) ? text : fallback;
        return new AccentColor(Part(valid, 1), Part(valid, 3), Part(valid, 5));
    }

    /// <summary>Black or white, whichever reads better on this colour.</summary>
    public AccentColor Ink() => Contrast(_white) >= Contrast(_black) ? _white : _black;

    /// <summary>This colour, moved away from the surface just far enough that text in it can be read there.</summary>
    public AccentColor ReadableOn(AccentColor surface)
    {
        var target = surface.Ink();
        for (var share = 0; share < 100; share += 5)
        {
            var candidate = Mix(target, share / 100.0);
            if (candidate.Contrast(surface) >= ReadableContrast)
                return candidate;
        }

        return target;
    }

    public double Contrast(AccentColor other)
    {
        var (a, b) = (Luminance(), other.Luminance());
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private AccentColor Mix(AccentColor other, double share)
    {
        return new AccentColor(Part(Red, other.Red), Part(Green, other.Green), Part(Blue, other.Blue));

        byte Part(byte from, byte to) => (byte)Math.Round(from + ((to - from) * share));
    }

    private double Luminance()
    {
        return (0.2126 * Part(Red)) + (0.7152 * Part(Green)) + (0.0722 * Part(Blue));

        static double Part(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static byte Part(string text, int start) =>
        byte.Parse(text.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hex();
}
