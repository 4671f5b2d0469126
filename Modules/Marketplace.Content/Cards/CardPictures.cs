using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Ui;

namespace Marketplace.Content.Cards;

/// <summary>
/// Pictures of titles, made when somebody asks for the first time and kept by what they show. Their addresses name a page, not words, so
/// that nobody can have a picture made of words of their own.
/// </summary>
internal sealed class CardPictures(TenantLook look) : ISharedPictures, IDisposable
{
    public const string Path = "/card.png";

    /// <summary>Some hundred pictures; they are made again within a few hundredths of a second.</summary>
    private const long MostBytes = 16L << 20;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<string, byte[]> _made = new(StringComparer.Ordinal);
    private long _bytes;

    public string AddressOf(string address, string language, string title) =>
        $"~{Path}?of={Uri.EscapeDataString(address)}&in={Uri.EscapeDataString(language)}&v={VersionOf(title)}";

    /// <summary>Another title, name, icon or colour is another version.</summary>
    public string VersionOf(string title) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ContentOf(title))).AsSpan(0, 8));

    /// <returns>A PNG of 1200 × 630.</returns>
    public async Task<byte[]> GetAsync(string title, CancellationToken cancellationToken)
    {
        var version = VersionOf(title);
        if (_made.TryGetValue(version, out var kept))
            return kept;
        // One at a time: drawing is work for a whole core.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_made.TryGetValue(version, out var meanwhile))
                return meanwhile;
            var png = CardDrawing.Draw(ContentOf(title));
            if ((_bytes += png.Length) > MostBytes)
            {
                _made.Clear();
                _bytes = png.Length;
            }

            _made[version] = png;
            return png;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private CardContent ContentOf(string title) => new(title, look.DisplayName, look.Site.Icon, look.Site.Accent);
}
