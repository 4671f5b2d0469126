using System.Text;
using Microsoft.Extensions.Logging;

namespace Marketplace.Pdf;

/// <summary>A font file of the machine. It is looked into when a letter is searched for, and read whole when it has one.</summary>
internal sealed class FontFile
{
    private static int _known;

    private readonly string _path;
    private CharacterMap? _map;
    private FontFace? _face;
    private bool _isUnusable;
    private bool _isTold;

    public FontFile(string path)
    {
        _path = path;
        try
        {
            IsPostScript = Read(x => x.IsPostScript);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // Told when a letter is searched for in it.
        }
    }

    /// <summary>Its letters cannot be put into a document.</summary>
    public bool IsPostScript { get; }

    /// <summary>Whether the last search told what the file has. Where it could not be read, the next one may.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <param name="log">Told, once, that the file cannot be used, and why.</param>
    /// <returns>Null where the file cannot show the letter.</returns>
    public FontFace? With(Rune character, ILogger log)
    {
        IsKnown = true;
        if (_isUnusable)
            return null;
        try
        {
            _map ??= Read(x => new CharacterMap(x.Read("cmap")));
            if (_map.GlyphOf(character) == 0)
                return null;
            _face ??= Read(x => new FontFace(NewName(), x));
            return _face.GlyphOf(character) == 0 ? null : _face;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _isUnusable = e is InvalidDataException;
            IsKnown = _isUnusable;
            if (!_isTold)
                PassOver(log, _path, e);
            _isTold = true;
            return null;
        }
    }

    public static void PassOver(ILogger log, string path, Exception reason) =>
        log.LogWarning("Documents are written without the fonts in {Path}: {Reason}", path, reason.Message);

    private T Read<T>(Func<FontTables, T> read)
    {
        using var file = File.OpenRead(_path);
        return read(FontTables.Of(file));
    }

    private string NewName()
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(_path).Where(char.IsAsciiLetterOrDigit));
        return $"{name}-{Interlocked.Increment(ref _known)}";
    }
}
