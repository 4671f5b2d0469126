using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace Marketplace.Pdf;

/// <summary>
/// The bytes of a document. PDFsharp 6.2 finishes its objects and then begins to write; in between, what it makes wrong is put right: its
/// description breaks where a name has an ampersand and claims PDF/A-1, which asks for a list of glyphs that it does not write; its tables
/// of letters are wrong for those above U+FFFF and longer than their format allows; and what it compresses has no proper end.
/// </summary>
internal sealed partial class DocumentFile(PdfDocument document, Facts facts) : MemoryStream
{
    private const int LongestList = 100;

    private bool _isBegun;

    public static byte[] Save(PdfDocument document, Facts facts)
    {
        (document.Info.Title, document.Info.Author, document.Info.Creator) = (facts.Title, facts.Author, facts.Program);
        document.Info.CreationDate = facts.Written;
        document.Internals.Catalog.Language = facts.Language;
        (document.Options.NoCompression, document.Options.CompressContentStreams) = (true, false);
        using var file = new DocumentFile(document, facts);
        document.Save(file);
        return PackedFile.Of(file.GetBuffer().AsSpan(0, (int)file.Length));
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            Finish();
        }

        base.Write(buffer, offset, count);
    }

    private void Finish()
    {
        var objects = document.Internals.GetAllObjects().OfType<PdfDictionary>().ToList();
        foreach (var letters in objects.Select(x => x.Elements.GetDictionary("/ToUnicode")).OfType<PdfDictionary>())
            letters.Stream.Value = Encoding.ASCII.GetBytes(LettersOf(Encoding.ASCII.GetString(letters.Stream.UnfilteredValue)));
        var description = document.Internals.Catalog.Elements.GetDictionary("/Metadata")
            ?? throw new InvalidOperationException("PDFsharp wrote no description of the document.");
        description.Stream.Value = Encoding.UTF8.GetBytes(facts.ToXmp(document.Info.Producer));
        foreach (var stream in objects.Where(x => x.Stream is not null && x != description && x is not PdfContent))
            Compress(stream);
    }

    /// <summary>Once for each: pages when they are written, as hundreds of them would lie in memory, all else at the end.</summary>
    public static void Compress(PdfDictionary dictionary)
    {
        dictionary.Stream.Value = PackedFile.Zip(dictionary.Stream.UnfilteredValue);
        dictionary.Elements.SetName("/Filter", "/FlateDecode");
        dictionary.Elements.SetInteger("/Length", dictionary.Stream.Length);
    }

    private static string LettersOf(string map)
    {
        var letters = Letter().Matches(map)
            .Select(x => (Glyph: x.Groups["glyph"].Value, Character: int.Parse(x.Groups["character"].Value, NumberStyles.HexNumber)))
            .ToList();
        var text = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var part in letters.Chunk(LongestList))
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, character) in part)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"<{glyph}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)))}>\n");
            text.Append("endbfchar\n");
        }

        return text.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})><[0-9A-F]{4}><(?<character>[0-9A-F]{4,6})>", RegexOptions.Multiline, 1000)]
    private static partial Regex Letter();
}
