using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Marketplace.Ui;

/// <summary>
/// Bootstrap's icons as inline SVG. The sprite stays as UTF-8 and is indexed once per process; only icons in use become strings.
/// </summary>
public static class IconSet
{
    /// <summary>Shown for names that the set does not have, for example one that an editor mistyped.</summary>
    public const string Fallback = "box";

    private static readonly Lazy<Sprite> _sprite = new(Sprite.Load);

    public static bool Contains(string name) => _sprite.Value.Contains(name);

    /// <summary>The shapes inside the icon's 16×16 view box.</summary>
    public static string Shapes(string name) => _sprite.Value.Shapes(Contains(name) ? name : Fallback);

    private sealed class Sprite(byte[] utf8, FrozenDictionary<string, Range> index)
    {
        private readonly ConcurrentDictionary<string, string> _used = new(StringComparer.Ordinal);

        public bool Contains(string name) => index.ContainsKey(name);

        public string Shapes(string name) =>
            _used.GetOrAdd(name, static (key, self) => Encoding.UTF8.GetString(self.Utf8[self.Index[key]]), (Utf8: utf8, Index: index));

        public static Sprite Load()
        {
            using var stream = typeof(IconSet).Assembly.GetManifestResourceStream("bootstrap-icons.svg")!;
            var utf8 = new byte[stream.Length];
            stream.ReadExactly(utf8);
            var index = new Dictionary<string, Range>(2200, StringComparer.Ordinal);
            var at = 0;
            while (Next(utf8, at, " id=\""u8) is var idStart and >= 0)
            {
                var idEnd = Next(utf8, idStart, "\""u8) - 1;
                var start = Next(utf8, idEnd, ">"u8);
                at = Next(utf8, start, "</symbol>"u8);
                index[Encoding.UTF8.GetString(utf8[idStart..idEnd])] = start..(at - "</symbol>"u8.Length);
            }

            return new Sprite(utf8, index.ToFrozenDictionary(StringComparer.Ordinal));
        }

        /// <returns>The position after the next <paramref name="mark"/>, or -1.</returns>
        private static int Next(byte[] utf8, int from, ReadOnlySpan<byte> mark)
        {
            var offset = utf8.AsSpan(from).IndexOf(mark);
            return offset < 0 ? -1 : from + offset + mark.Length;
        }
    }
}
