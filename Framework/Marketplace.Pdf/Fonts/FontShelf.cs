using System.Collections.Concurrent;
using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// The fonts of some folders, in which letters are found. There is one for the whole process, as PDFsharp never forgets a font; files that
/// come later are seen after a restart.
/// </summary>
internal sealed class FontShelf
{
    private static readonly ConcurrentDictionary<string, FontShelf> Shelves = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<(int Character, bool Strong), FontFace?> _found = new();
    private readonly Dictionary<string, FontFile> _files = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _folders;
    private List<FontFile>? _plain;
    private List<FontFile>? _strong;

    private FontShelf(IReadOnlyList<string> folders) => _folders = folders;

    /// <param name="folders">Those that stand first win.</param>
    public static FontShelf Of(IReadOnlyList<string> folders) =>
        Shelves.GetOrAdd(string.Join('\n', folders), _ => new FontShelf(folders));

    /// <param name="passOver">Told of each file that cannot be used, when it is first met, and why.</param>
    /// <returns>Null where no font has the letter.</returns>
    public FontFace? Find(Rune character, bool strong, Action<string, string> passOver)
    {
        if (_found.TryGetValue((character.Value, strong), out var known))
            return known;
        lock (_lock)
        {
            var files = strong ? _strong ??= Files(strong, passOver) : _plain ??= Files(strong, passOver);
            return _found[(character.Value, strong)] = files.Select(x => x.With(character, passOver)).FirstOrDefault(x => x is not null);
        }
    }

    private List<FontFile> Files(bool strong, Action<string, string> passOver)
    {
        var files = new List<FontFile>();
        foreach (var path in _folders.SelectMany(x => FilesIn(x, strong, passOver)).Distinct(StringComparer.Ordinal))
        {
            if (!_files.TryGetValue(path, out var file))
                _files[path] = file = new FontFile(path);
            files.Add(file);
        }

        return files;
    }

    private static IEnumerable<string> FilesIn(string folder, bool strong, Action<string, string> passOver)
    {
        try
        {
            return FontFolders.FilesIn(folder, strong).ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            passOver(folder, e.Message);
            return [];
        }
    }
}
