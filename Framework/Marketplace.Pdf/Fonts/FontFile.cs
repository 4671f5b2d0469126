using System.Text;

namespace Marketplace.Pdf;

/// <summary>A font file of the machine. It is looked into when a letter is searched for, and read whole when it has one.</summary>
internal sealed class FontFile(string path)
{
    private static int _known;

    private CharacterMap? _map;
    private FontFace? _face;
    private bool _isUnusable;

    /// <param name="passOver">Told, once, that the file cannot be used, and why.</param>
    /// <returns>Null where the file cannot show the letter.</returns>
    public FontFace? With(Rune character, Action<string, string> passOver)
    {
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
            _isUnusable = true;
            passOver(path, e.Message);
            return null;
        }
    }

    private T Read<T>(Func<FontTables, T> read)
    {
        using var file = File.OpenRead(path);
        return read(FontTables.Of(file));
    }

    private string NewName()
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(path).Where(char.IsAsciiLetterOrDigit));
        return $"{name}-{Interlocked.Increment(ref _known)}";
    }
}
