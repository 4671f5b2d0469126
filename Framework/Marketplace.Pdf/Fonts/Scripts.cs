using System.Text;

namespace Marketplace.Pdf;

/// <summary>What letters need besides a font.</summary>
internal static class Scripts
{
    /// <summary>
    /// First and last characters of scripts whose letters join, change or trade places by their neighbours (Arabic, Syriac, those of India
    /// and around, Khmer, Tibetan, Mongolian and others). PDFsharp sets letter after letter: what came out would be wrong.
    /// </summary>
    private static readonly (int First, int Last)[] Shaped =
    [
        (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1100, 0x11FF), (0x1700, 0x18AF), (0x1900, 0x1C4F), (0x1CD0, 0x1CFF),
        (0xA800, 0xA82F), (0xA840, 0xA8FF), (0xA930, 0xA9DF), (0xAA00, 0xAA5F), (0xAA80, 0xAAFF), (0xABC0, 0xABFF), (0xD7B0, 0xD7FF),
        (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0x10800, 0x11FFF), (0x16100, 0x1613F), (0x1E800, 0x1EFFF),
    ];

    public static bool NeedsShaping(Rune character) => Shaped.Any(x => character.Value >= x.First && character.Value <= x.Last);

    public static bool IsHebrew(Rune character) => character.Value is (>= 0x0590 and <= 0x05FF) or (>= 0xFB1D and <= 0xFB4F);
}
