using System.Text;

namespace Marketplace.Content.Media;

/// <summary>A type of file that may be kept.</summary>
/// <param name="Extension">With its dot.</param>
internal sealed record FileType(string ContentType, string Extension)
{
    public static readonly FileType Png = new("image/png", ".png");
    public static readonly FileType Jpeg = new("image/jpeg", ".jpg");
    public static readonly FileType Webp = new("image/webp", ".webp");
    public static readonly FileType Gif = new("image/gif", ".gif");
    public static readonly FileType Svg = new("image/svg+xml", ".svg");
    public static readonly FileType Pdf = new("application/pdf", ".pdf");

    private static readonly FileType Text = new("text/plain", ".txt");
    private static readonly FileType Zip = new("application/zip", ".zip");

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [".txt"] = "text/plain", [".csv"] = "text/csv", [".md"] = "text/markdown", [".json"] = "application/json",
        [".xml"] = "application/xml", [".yaml"] = "application/yaml", [".yml"] = "application/yaml", [".log"] = "text/plain",
        [".ics"] = "text/calendar", [".vcf"] = "text/vcard", [".toml"] = "application/toml", [".ini"] = "text/plain",
        [".tsv"] = "text/tab-separated-values", [".srt"] = "text/plain",
    };

    private static readonly Dictionary<string, string> Archives = new(StringComparer.Ordinal)
    {
        [".zip"] = "application/zip",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odp"] = "application/vnd.oasis.opendocument.presentation",
        [".epub"] = "application/epub+zip",
    };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Pictures that are decoded and written anew.</summary>
    public bool IsRewritten => this == Png || this == Jpeg || this == Webp;

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>
    /// What the bytes are, whatever the name says. The name only tells texts from one another, and archives from one another: neither is
    /// ever shown by a browser.
    /// </summary>
    /// <returns>Null for what may not be kept.</returns>
    public static FileType? Of(ReadOnlySpan<byte> bytes, string name)
    {
        if (StartsAsPng(bytes))
            return Png;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return Gif;
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return Webp;
        if (bytes.StartsWith("%PDF-"u8))
            return Pdf;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (bytes.StartsWith("PK\x03\x04"u8))
            return Archives.TryGetValue(extension, out var archive) ? new FileType(archive, extension) : Zip;
        if (ReadText(bytes) is not { } text)
            return null;
        if (IsSvg(text))
            return Svg;
        return Texts.TryGetValue(extension, out var type) ? new FileType(type, extension) : Text;
    }

    private static bool StartsAsPng(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    private static bool IsSvg(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 4096)).TrimStart();
        return head.StartsWith("<", StringComparison.Ordinal) && head.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            && !head.Contains("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static string? ReadText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
            return text.AsSpan().ContainsAnyInRange('\0', '\x08') || text.Contains('\x1b', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
