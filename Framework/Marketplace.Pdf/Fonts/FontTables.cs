using System.Text;

namespace Marketplace.Pdf;

/// <summary>
/// The tables of a font file (OpenType, "Organization of an OpenType font"). Of a collection, the first font. Only what is asked for is
/// read: a machine may have gigabytes of fonts.
/// </summary>
internal sealed class FontTables
{
    private const int Collection = 0x74746366;
    private const int PostScript = 0x4F54544F;

    private readonly Func<int, int, BigEndian> _read;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);

    private FontTables(Func<int, int, BigEndian> read)
    {
        _read = read;
        var start = read(0, 16);
        var at = start.Int32(0) == Collection ? start.Int32(12) : 0;
        var head = read(at, 12);
        IsPostScript = head.Int32(0) == PostScript;
        var count = head.UInt16(4);
        var entries = read(at + 12, 16 * count);
        for (var i = 0; i < count; i++)
            _tables[Encoding.ASCII.GetString(entries.Part(16 * i, 4).Bytes.Span)] =
                (entries.Int32((16 * i) + 8), entries.Int32((16 * i) + 12));
    }

    /// <exception cref="InvalidDataException">It is no font; the message says why.</exception>
    public static FontTables Of(byte[] file) => new(new BigEndian(file).Part);

    /// <inheritdoc cref="Of(byte[])"/>
    /// <param name="file">Must stay open as long as tables are read.</param>
    public static FontTables Of(Stream file) => new((at, length) =>
    {
        if (at < 0 || length < 0 || at > file.Length - length)
            throw new InvalidDataException("it is damaged: it ends too early, or is no font");
        var bytes = new byte[length];
        file.Position = at;
        file.ReadExactly(bytes);
        return new BigEndian(bytes);
    });

    public bool IsPostScript { get; }

    public bool Has(string name) => _tables.ContainsKey(name);

    public BigEndian Read(string name) =>
        _tables.TryGetValue(name, out var place)
            ? _read(place.Offset, place.Length)
            : throw new InvalidDataException($"it has no table '{name}'");
}
