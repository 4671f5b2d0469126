using System.Globalization;
using System.IO.Compression;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Serving;

/// <summary>Finished pages of one tenant in this process; where they become too many, those that were made first give way.</summary>
internal sealed class PageKeeper(IEnumerable<IVisitorVariant> variants, TimeProvider time)
{
    /// <summary>Compressed, about a thousand pages.</summary>
    internal const long MostBytes = 16L << 20;

    /// <summary>What a page may say of itself beside its text.</summary>
    private static readonly string[] OwnHeaders = ["Link", "X-Robots-Tag"];

    /// <summary>Menus, shelves and what else stands around a text may change without the stamp.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    private readonly IVisitorVariant[] _variants = [.. variants];
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _pages = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> _byAge = [];

    /// <summary>What all pages take.</summary>
    internal long Bytes { get; private set; }

    internal int Count => _pages.Count;

    /// <summary>By address, language, look and whatever else makes visitors' pages differ.</summary>
    public async ValueTask<string> KeyOfAsync(HttpContext context, string address)
    {
        var request = context.Request;
        var look = request.Cookies[Frame.ThemeCookie] is "light" or "dark" ? request.Cookies[Frame.ThemeCookie] : "";
        var key = string.Join(
            '\n', request.Scheme, request.Host.Value, request.PathBase.Value, address, CultureInfo.CurrentUICulture.Name, look);
        foreach (var variant in _variants)
            key += "\n" + await variant.OfAsync(context);
        return key;
    }

    public FinishedPage? Find(string key, long stamp)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(key, out var kept) && kept.Value.Page is var page && page.Stamp == stamp
                && page.Until > time.GetUtcNow()
                    ? page
                    : null;
        }
    }

    public FinishedPage Keep(string key, long stamp, HttpResponse response, MemoryStream made, bool isBrief)
    {
        var page = FinishedPage.Of(
            stamp, time.GetUtcNow() + (isBrief ? Brief : Long), response.ContentType!,
            [.. OwnHeaders.Where(response.Headers.ContainsKey).Select(x => KeyValuePair.Create(x, response.Headers[x]))],
            made.GetBuffer().AsSpan(0, (int)made.Length), isBrief ? CompressionLevel.Fastest : CompressionLevel.Optimal);
        lock (_lock)
        {
            if (_pages.TryGetValue(key, out var old))
                Forget(old);
            _pages[key] = _byAge.AddLast(new Kept(key, page));
            Bytes += page.Bytes;
            while (Bytes > MostBytes && _byAge.First is { } first)
                Forget(first);
        }

        return page;
    }

    private void Forget(LinkedListNode<Kept> kept)
    {
        _byAge.Remove(kept);
        _pages.Remove(kept.Value.Key);
        Bytes -= kept.Value.Page.Bytes;
    }

    private sealed record Kept(string Key, FinishedPage Page);
}
