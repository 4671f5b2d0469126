using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

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
    private readonly ConcurrentDictionary<int, bool> _missed = new();
    private readonly Dictionary<string, FontFile> _files = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _folders;
    private List<FontFile>? _plain;
    private List<FontFile>? _strong;

    private FontShelf(IReadOnlyList<string> folders) => _folders = folders;

    /// <param name="folders">Those that stand first win.</param>
    public static FontShelf Of(IReadOnlyList<string> folders) =>
        Shelves.GetOrAdd(string.Join('\n', folders), _ => new FontShelf(folders));

    /// <param name="log">Told of each file that cannot be used, when it is first met, and why.</param>
    /// <returns>Null where no font has the letter.</returns>
    public FontFace? Find(Rune character, bool strong, ILogger log)
    {
        if (_found.TryGetValue((character.Value, strong), out var known))
            return known;
        lock (_lock)
        {
            var files = strong ? _strong ??= Files(strong, log) : _plain ??= Files(strong, log);
            var isSure = true;
            foreach (var file in files)
            {
                if (file.With(character, log) is { } face)
                    return _found[(character.Value, strong)] = face;
                isSure &= file.IsKnown;
            }

            if (isSure)
                _found[(character.Value, strong)] = null;
            return null;
        }
    }

    /// <returns>Those of the characters that nobody has missed before.</returns>
    public IReadOnlyList<int> FirstMissed(IEnumerable<int> characters) => [.. characters.Where(x => _missed.TryAdd(x, true))];

    private List<FontFile> Files(bool strong, ILogger log)
    {
        var files = new List<FontFile>();
        foreach (var folder in _folders)
        {
            var curved = 0;
            foreach (var path in FilesIn(folder, strong, log))
            {
                if (!_files.TryGetValue(path, out var file))
                {
                    _files[path] = file = new FontFile(path);
                    curved += file.IsPostScript ? 1 : 0;
                }

                if (!file.IsPostScript)
                    files.Add(file);
            }

            if (curved > 0)
                log.LogDebug(
                    "Documents are written without {Count} of the fonts in {Folder}: their letters have PostScript outlines, and only "
                    + "TrueType ones can be put into a document",
                    curved, folder);
        }

        return [.. files.Distinct()];
    }

    private static IReadOnlyList<string> FilesIn(string folder, bool strong, ILogger log)
    {
        try
        {
            return [.. FontFolders.FilesIn(folder, strong)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FontFile.PassOver(log, folder, e);
            return [];
        }
    }
}
