namespace Marketplace.Content.Media;

/// <summary>A file of the library.</summary>
/// <param name="Folder">Empty: the top.</param>
/// <param name="Address">As texts write it, for example <c>/media/docs/wallet.png</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Width">In pixels; 0 for what is no picture, or one without a size.</param>
/// <param name="Alt">What the picture shows, for those who do not see it.</param>
/// <param name="IsDecorative">It says nothing that the text does not, so it needs no words.</param>
/// <param name="Hash">Of the bytes as they are kept.</param>
internal sealed record MediaFile(
    string Id,
    string Folder,
    string Name,
    string Address,
    string ContentType,
    long Size,
    int Width,
    int Height,
    string Alt,
    bool IsDecorative,
    string Hash,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    long Version)
{
    public const string Columns =
        "id, folder, name, address, content_type, size, width, height, alt, is_decorative, hash, created_at, created_by, changed_at, "
        + "changed_by, version";

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>It is not to be used before somebody says what it shows.</summary>
    public bool NeedsAlt => IsPicture && Alt.Length == 0 && !IsDecorative;

    /// <summary>An address under which the bytes never change, to be kept by browsers.</summary>
    public string VersionedAddress => MediaHash.Versioned(Address, Hash);

    /// <summary>What the form edits.</summary>
    public string EditVersion => RecordVersion.Of((Alt, IsDecorative, Name, Folder));

    public static string SearchOf(string folder, string name, string alt) => SearchKey.Of($"{folder}/{name} {alt}");
}

internal static class MediaHash
{
    private const int Shown = 16;

    public static string Of(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    public static string Versioned(string address, string hash) => $"{address}?v={hash[..Shown]}";

    public static string Versioned(string address, int width, string hash) => $"{address}?w={width}&v={hash[..Shown]}";

    public static bool IsVersion(string hash, string? version) =>
        version is { Length: Shown } && hash.StartsWith(version, StringComparison.Ordinal);
}
