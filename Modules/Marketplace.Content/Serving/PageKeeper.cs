using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Serving;

/// <summary>A finished page, as it is sent.</summary>
internal sealed record FinishedPage(
    long Stamp, DateTimeOffset Until, string ContentType, string ETag, byte[] Plain, byte[] Gzip, byte[] Brotli)
{
    public long Bytes => Plain.LongLength + Gzip.LongLength + Brotli.LongLength;
}

/// <summary>Finished pages of one tenant in this process.</summary>
internal sealed class PageKeeper(IEnumerable<IVisitorVariant> variants, TimeProvider time)
{
    private const long MostBytes = 64L << 20;

    /// <summary>Menus, shelves and what else stands around a text may change without the stamp.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    private readonly IVisitorVariant[] _variants = [.. variants];
    private readonly ConcurrentDictionary<string, FinishedPage> _pages = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>By address, language, look and whatever else makes visitors' pages differ.</summary>
    public async ValueTask<string> KeyOfAsync(HttpContext context)
    {
        var request = context.Request;
        var key = string.Join(
            '\n', request.Scheme, request.Host.Value, request.PathBase.Value, request.Path.Value, CultureInfo.CurrentUICulture.Name,
            request.Cookies[Frame.ThemeCookie] is "light" or "dark" ? request.Cookies[Frame.ThemeCookie] : "");
        foreach (var variant in _variants)
            key += "\n" + await variant.OfAsync(context);
        return key;
    }

    public FinishedPage? Find(string key, long stamp) =>
        _pages.TryGetValue(key, out var page) && page.Stamp == stamp && page.Until > time.GetUtcNow() ? page : null;

    public FinishedPage Keep(string key, long stamp, string contentType, byte[] plain, bool isBrief)
    {
        var level = isBrief ? CompressionLevel.Fastest : CompressionLevel.Optimal;
        var page = new FinishedPage(
            stamp, time.GetUtcNow() + (isBrief ? Brief : Long), contentType,
            $"W/\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"", plain,
            Compress(plain, x => new GZipStream(x, level)), Compress(plain, x => new BrotliStream(x, level)));
        if (Interlocked.Add(ref _bytes, page.Bytes) > MostBytes)
            Clear();
        _pages[key] = page;
        return page;
    }

    private void Clear()
    {
        _pages.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> begin)
    {
        using var result = new MemoryStream();
        using (var stream = begin(result))
            stream.Write(plain);
        return result.ToArray();
    }
}
