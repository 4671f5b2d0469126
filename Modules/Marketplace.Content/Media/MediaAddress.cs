using System.Buffers;
using System.Text;

namespace Marketplace.Content.Media;

/// <summary>
/// Names of folders and files, and the addresses made of them: small letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, so that no name
/// leads anywhere else, and every file has one address.
/// </summary>
internal static class MediaAddress
{
    public const string Root = "/media/";

    public const int LongestFolder = 100;
    public const int LongestName = 100;

    private const int MostLevels = 5;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <param name="folder">Canonical; empty: the top.</param>
    public static string Of(string folder, string name) => Root + (folder.Length == 0 ? "" : folder + "/") + name;

    /// <summary>Whether it may be the address of a file at all.</summary>
    public static bool IsWellFormed(string address) =>
        address.Length is > 7 and <= 7 + LongestFolder + 1 + LongestName
        && address.StartsWith(Root, StringComparison.Ordinal)
        && address.AsSpan().IndexOfAnyExcept(Letters) < 0;

    /// <returns>The folder as it is stored, or null where it is none: too deep, too long, or made of dots.</returns>
    public static string? FolderOf(string? typed)
    {
        var segments = new List<string>();
        var parts = (typed ?? "").Replace('\\', '/')
            .Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (Slug(part.Replace('.', '-')) is not { Length: > 0 } segment || part.Trim('.').Length == 0)
                return null;
            segments.Add(segment);
        }

        var folder = string.Join('/', segments);
        return segments.Count <= MostLevels && folder.Length <= LongestFolder ? folder : null;
    }

    /// <summary>The folders above, from the top, and the folder itself.</summary>
    public static IEnumerable<string> WithParents(string folder)
    {
        for (var end = folder.IndexOf('/', StringComparison.Ordinal); end > 0; end = folder.IndexOf('/', end + 1))
            yield return folder[..end];
        if (folder.Length > 0)
            yield return folder;
    }

    /// <summary>
    /// The name under which a file is kept: of what was sent only what follows the last slash counts, and the ending follows the content.
    /// </summary>
    /// <param name="extension">With its dot.</param>
    public static string NameOf(string? sent, string extension)
    {
        var last = (sent ?? "").Replace('\\', '/').Split('/')[^1];
        var dot = last.LastIndexOf('.');
        var stem = Slug(dot > 0 ? last[..dot] : last).Replace('.', '-').Trim('-', '_');
        if (stem.Length == 0)
            stem = "file";
        return stem[..Math.Min(stem.Length, LongestName - extension.Length - 4)].Trim('-', '_') + extension;
    }

    /// <summary>For the second file of a name: <c>wallet-2.png</c>.</summary>
    public static string Numbered(string name, int number)
    {
        var dot = name.LastIndexOf('.');
        return number == 1 ? name : $"{name[..dot]}-{number}{name[dot..]}";
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in SearchKey.Of(text))
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().Trim('-', '.');
    }
}
