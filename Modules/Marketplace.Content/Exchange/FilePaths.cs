namespace Marketplace.Content.Exchange;

/// <summary>Paths as they stand in archives, which anybody may have written.</summary>
internal static class FilePaths
{
    private const int Longest = 240;

    /// <returns>Null where it leads outside of the tree, or cannot be shown.</returns>
    public static string? Canonical(string path)
    {
        path = path.Replace('\\', '/');
        if (path.Length is 0 or > Longest || path[0] == '/' || path.Any(x => char.IsControl(x) || x is ':' or '\uFFFD'))
            return null;
        return path.Split('/').Any(x => x.Length == 0 || x.All(y => y == '.') || x[^1] is ' ' or '.') ? null : path;
    }

    /// <summary>What operating systems and editors leave behind.</summary>
    public static bool IsHidden(string path) =>
        path.Split('/').Any(x => x is [('.' or '~'), ..] or "__MACOSX" or "Thumbs.db" or "desktop.ini");

    public static bool IsPage(string path) => path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !IsMedia(path);

    public static bool IsMedia(string path) => path.StartsWith(MediaFolder, StringComparison.Ordinal);

    public const string MediaFolder = "media/";

    /// <summary>
    /// The one folder that a whole archive lies in, with its slash, as hosts of repositories make them; empty where the first folders mean
    /// something.
    /// </summary>
    public static string Wrapper(IReadOnlyCollection<string> paths)
    {
        var first = paths.FirstOrDefault()?.Split('/') ?? [];
        if (first.Length < 2 || IsLanguage(first[0]) || first[0] + "/" == MediaFolder)
            return "";
        var folder = first[0] + "/";
        var inside = paths.Where(x => x.StartsWith(folder, StringComparison.Ordinal)).Select(x => x[folder.Length..]).ToList();
        return inside.Count == paths.Count && inside.Exists(x => IsLanguage(x.Split('/')[0]) || IsMedia(x)) ? folder : "";
    }

    /// <summary>Two small letters, as languages are written everywhere here.</summary>
    public static bool IsLanguage(string text) => text is [>= 'a' and <= 'z', >= 'a' and <= 'z'];
}
