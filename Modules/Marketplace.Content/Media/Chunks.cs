using System.Buffers.Binary;

namespace Marketplace.Content.Media;

internal static class PngChunks
{
    /// <summary>Whether frames follow: written anew it would stand still.</summary>
    public static bool IsAnimated(ReadOnlySpan<byte> png)
    {
        for (var at = 8; at + 8 <= png.Length;)
        {
            var kind = png.Slice(at + 4, 4);
            if (kind.SequenceEqual("acTL"u8))
                return true;
            if (kind.SequenceEqual("IDAT"u8))
                return false;
            var next = at + 12L + BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (next > png.Length)
                return false;
            at = (int)next;
        }

        return false;
    }
}

/// <summary>WebP is a list of chunks, each with a name and a length, filled up to an even one.</summary>
internal static class WebpChunks
{
    private const int Exif = 0b1000;
    private const int Xmp = 0b0100;

    public static bool IsLossless(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 16 && bytes.StartsWith("RIFF"u8) && bytes[12..].StartsWith("VP8L"u8);

    /// <summary>Only the chunks that make the picture; a browser skips unknown ones, so none is missed.</summary>
    /// <returns>Null where it is damaged.</returns>
    public static byte[]? WithoutMetadata(ReadOnlySpan<byte> webp)
    {
        using var clean = new MemoryStream(webp.Length);
        clean.Write(webp[..12]);
        var end = Math.Min(webp.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]));
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
            var next = at + 8L + length + (length & 1);
            if (next > webp.Length)
                return null;
            var chunk = webp[at..(int)next].ToArray();
            var name = chunk.AsSpan(0, 4);
            if (name.SequenceEqual("VP8X"u8) && length >= 1)
                chunk[8] &= unchecked((byte)~(Exif | Xmp));
            if (name.SequenceEqual("VP8X"u8) || name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ANIM"u8)
                || name.SequenceEqual("ANMF"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ICCP"u8))
                clean.Write(chunk);
            at = (int)next;
        }

        var result = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)result.Length - 8);
        return result;
    }
}

/// <summary>GIF is a screen, then frames and extensions, each a run of blocks of at most 255 bytes.</summary>
internal static class GifBlocks
{
    private const byte Extension = 0x21;
    private const byte Frame = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte FrameControl = 0xF9;
    private const byte Application = 0xFF;

    /// <summary>Frames, their timing and how often they are repeated stay; comments and what programs keep for themselves go.</summary>
    /// <returns>The very bytes where there is nothing to cut; null where it is damaged or cut off.</returns>
    public static byte[]? WithoutMetadata(byte[] gif)
    {
        if (gif.Length < 14)
            return null;
        using var clean = new MemoryStream(gif.Length);
        var at = 13 + ColorTable(gif[10]);
        if (at > gif.Length)
            return null;
        clean.Write(gif, 0, at);
        while (at < gif.Length)
        {
            var end = gif[at] switch
            {
                Trailer => at + 1,
                Extension when at + 2 < gif.Length => EndOfBlocks(gif, at + 2),
                Frame when at + 10 < gif.Length => EndOfBlocks(gif, at + 11 + ColorTable(gif[at + 9])),
                _ => -1,
            };
            if (end < 0 || end > gif.Length)
                return null;
            if (gif[at] != Extension || IsKept(gif.AsSpan(at, end - at)))
                clean.Write(gif, at, end - at);
            if (gif[at] == Trailer)
                return clean.Length == gif.Length ? gif : clean.ToArray();
            at = end;
        }

        return null;
    }

    private static bool IsKept(ReadOnlySpan<byte> extension) =>
        extension[1] == FrameControl
        || (extension[1] == Application && extension.Length > 14
            && (extension[3..].StartsWith("NETSCAPE2.0"u8) || extension[3..].StartsWith("ANIMEXTS1.0"u8)));

    /// <returns>The length of the table of colours that these flags announce.</returns>
    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int EndOfBlocks(byte[] gif, int at)
    {
        while (at < gif.Length)
        {
            var length = gif[at];
            at += 1 + length;
            if (length == 0)
                return at;
        }

        return -1;
    }
}
