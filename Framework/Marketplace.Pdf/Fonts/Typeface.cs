using System.Collections.Concurrent;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>Letters of one weight, from several fonts.</summary>
/// <param name="first">Shows what it has.</param>
/// <param name="find">Asked for a font with a letter that <paramref name="first"/> lacks.</param>
internal sealed class Typeface(FontFace first, Func<Rune, FontFace?> find)
{
    private readonly ConcurrentDictionary<int, Letter> _letters = new();

    /// <summary>Whether a font has the letter, and shows it as its script wants it.</summary>
    public bool Has(Rune character) => Of(character).IsShown;

    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        var width = 0;
        foreach (var character in text.EnumerateRunes())
            width += Of(character).Width;
        return width * size / 1000;
    }

    /// <summary>A text in pieces of one font each.</summary>
    public IEnumerable<(FontFace Face, string Text)> Runs(string text)
    {
        var (start, at) = (0, 0);
        FontFace? current = null;
        foreach (var character in text.EnumerateRunes())
        {
            var face = Of(character).Face;
            if (current is not null && face != current)
            {
                yield return (current, text[start..at]);
                start = at;
            }

            current = face;
            at += character.Utf16SequenceLength;
        }

        if (current is not null)
            yield return (current, text[start..]);
    }

    /// <summary>What no font shows now is searched for again: a file may be readable then.</summary>
    private Letter Of(Rune character) =>
        _letters.TryGetValue(character.Value, out var letter) ? letter
        : LookUp(character) is { } found ? _letters.GetOrAdd(character.Value, found)
        : new Letter(first, first.WidthOf(0), IsShown: false);

    private Letter? LookUp(Rune character)
    {
        if (Scripts.NeedsShaping(character))
            return null;
        if (first.GlyphOf(character) is var glyph and not 0)
            return new Letter(first, first.WidthOf(glyph), IsShown: true);
        return find(character) is { } face ? new Letter(face, face.WidthOf(face.GlyphOf(character)), IsShown: true) : null;
    }

    private sealed record Letter(FontFace Face, int Width, bool IsShown);
}
