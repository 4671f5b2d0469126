using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Content.Serving;

/// <summary>A finished page, compressed both ways that browsers take; the few programs that take neither get it unpacked.</summary>
/// <param name="Headers">That the page set for itself.</param>
internal sealed record FinishedPage(
    long Stamp, DateTimeOffset Until, string ContentType, EntityTagHeaderValue ETag,
    IReadOnlyList<KeyValuePair<string, StringValues>> Headers, int Length, byte[] Gzip, byte[] Brotli)
{
    /// <summary>What it takes in memory, its key and small parts estimated.</summary>
    public long Bytes => Gzip.LongLength + Brotli.LongLength + 1024;

    public static FinishedPage Of(
        long stamp, DateTimeOffset until, string contentType, IReadOnlyList<KeyValuePair<string, StringValues>> headers,
        ReadOnlySpan<byte> plain, CompressionLevel level) =>
        new(
            stamp, until, contentType,
            new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"", isWeak: true), headers,
            plain.Length, Compress(plain, x => new GZipStream(x, level)), Compress(plain, x => new BrotliStream(x, level)));

    public byte[] Unpack()
    {
        var plain = new byte[Length];
        using var stream = new GZipStream(new MemoryStream(Gzip), CompressionMode.Decompress);
        stream.ReadExactly(plain);
        return plain;
    }

    private static byte[] Compress(ReadOnlySpan<byte> plain, Func<Stream, Stream> begin)
    {
        using var result = new MemoryStream();
        using (var stream = begin(result))
            stream.Write(plain);
        return result.ToArray();
    }
}
