using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Marketplace.Ui;

/// <summary>Written <c>{{name key="value"}}</c>, anywhere but in code.</summary>
internal sealed class LivePartInline(string name, IReadOnlyDictionary<string, string> parameters) : LeafInline
{
    public string Name => name;

    public IReadOnlyDictionary<string, string> Parameters => parameters;
}

/// <summary>What is not exactly of this form stays text, as does <c>\{{name}}</c>.</summary>
internal sealed class LivePartParser : InlineParser
{
    private const int LongestName = 60;
    private const int LongestValue = 400;
    private const int MostParameters = 20;

    public LivePartParser() => OpeningCharacters = ['{'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var reader = new Reader(slice.AsSpan());
        if (!reader.Take('{') || !reader.Take('{'))
            return false;
        reader.TakeSpaces();
        var name = reader.TakeName();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (name.Length is 0 or > LongestName)
            return false;
        while (reader.TakeSpaces() && reader.TakeName() is { Length: > 0 and <= LongestName } key)
        {
            if (parameters.Count == MostParameters || !reader.Take('=') || !reader.Take('"') || reader.TakeValue() is not { } value)
                return false;
            parameters[key] = value;
        }

        if (!reader.Take('}') || !reader.Take('}'))
            return false;
        processor.Inline = new LivePartInline(name, parameters)
        {
            Span = { Start = processor.GetSourcePosition(slice.Start, out var line, out var column), }, Line = line, Column = column,
        };
        processor.Inline.Span.End = processor.Inline.Span.Start + reader.Position - 1;
        slice.Start += reader.Position;
        return true;
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;

        public int Position { get; private set; }

        public bool Take(char letter)
        {
            if (Position >= _text.Length || _text[Position] != letter)
                return false;
            Position++;
            return true;
        }

        /// <returns>Whether there were any.</returns>
        public bool TakeSpaces()
        {
            var start = Position;
            while (Position < _text.Length && _text[Position] is ' ' or '\t')
                Position++;
            return Position > start;
        }

        /// <returns>Empty where none starts here.</returns>
        public string TakeName()
        {
            var start = Position;
            while (Position < _text.Length && Position - start <= LongestName && IsOfName(_text[Position], Position > start))
                Position++;
            return _text[start..Position].ToString();
        }

        /// <summary>Up to the closing quote, which is taken too.</summary>
        public string? TakeValue()
        {
            var rest = _text[Position..];
            var end = rest[..Math.Min(rest.Length, LongestValue + 1)].IndexOfAny('"', '\n', '\r');
            if (end < 0 || rest[end] != '"')
                return null;
            Position += end + 1;
            return rest[..end].ToString();
        }

        private static bool IsOfName(char letter, bool isLater) =>
            char.IsAsciiLetterLower(letter) || (isLater && (char.IsAsciiDigit(letter) || letter == '-'));
    }
}

internal sealed class LivePartRenderer(ArticleState state) : HtmlObjectRenderer<LivePartInline>
{
    protected override void Write(HtmlRenderer renderer, LivePartInline part)
    {
        if (renderer.EnableHtmlForInline)
            renderer.Write(state.Marks.Add(part.Name, part.Parameters, isInline: true));
    }
}
