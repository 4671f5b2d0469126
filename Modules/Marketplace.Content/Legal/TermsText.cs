using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Content.Legal;

/// <summary>A version of the terms, word for word.</summary>
internal sealed record TermsText
{
    public required string ItemId { get; init; }

    public required int Version { get; init; }

    public required string GroupId { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/> in hex: whoever kept the mailed file can calculate it again.</summary>
    public required string Hash { get; init; }

    public string Key => KeyOf(ItemId, Version);

    /// <summary>The file that is mailed.</summary>
    public byte[] Bytes => BytesOf(Title, Body);

    public static string HashOf(string title, string body) => Convert.ToHexStringLower(SHA256.HashData(BytesOf(title, body)));

    public static string KeyOf(string itemId, int version) => string.Create(CultureInfo.InvariantCulture, $"{itemId}:{version}");

    /// <returns>Null for what is no key.</returns>
    public static (string ItemId, int Version)? ReadKey(string? key) =>
        key?.Split(':') is [{ Length: > 0 and <= 60 } item, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (item, version)
            : null;

    private static byte[] BytesOf(string title, string body) => Encoding.UTF8.GetBytes($"# {title}\n\n{body}");
}
