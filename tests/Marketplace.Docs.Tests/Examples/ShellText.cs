using System.Text;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>Commands, each of which reads what the one before it wrote.</summary>
internal sealed record ShellPipeline(IReadOnlyList<ShellCommand> Commands);

internal sealed record ShellCommand(IReadOnlyList<ShellWord> Words);

internal sealed record ShellWord(IReadOnlyList<ShellPart> Parts);

/// <summary>A closed set.</summary>
internal abstract record ShellPart
{
    private ShellPart()
    {
    }

    public sealed record Literal(string Text) : ShellPart;

    public sealed record Variable(string Name) : ShellPart;

    /// <summary>What a pipeline writes, in the place of <c>$(…)</c>.</summary>
    public sealed record Output(ShellPipeline Pipeline) : ShellPart;
}

/// <summary>Reads the little of a shell's language that the examples need; anything else is an error, so that no example is half read.</summary>
internal sealed class ShellText
{
    private readonly string _text;
    private int _at;

    private ShellText(string text) => _text = text;

    /// <exception cref="FormatException">It is not one pipeline in this language.</exception>
    public static ShellPipeline Parse(string text)
    {
        var reader = new ShellText(text.Trim().Replace("\\\n", " ", StringComparison.Ordinal));
        var pipeline = reader.ReadPipeline();
        return reader._at == reader._text.Length ? pipeline : throw reader.Wrong("one command");
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private ShellPipeline ReadPipeline()
    {
        var commands = new List<ShellCommand>();
        var words = new List<ShellWord>();
        for (; ; )
        {
            while (Here is ' ')
                _at++;
            if (Here is '\0' or ')' or '\n')
                break;
            if (Here == '|')
            {
                _at++;
                commands.Add(new ShellCommand([.. words]));
                words.Clear();
            }
            else
            {
                words.Add(ReadWord());
            }
        }

        commands.Add(new ShellCommand(words));
        return commands.TrueForAll(x => x.Words.Count > 0) ? new ShellPipeline(commands) : throw Wrong("a command");
    }

    private ShellWord ReadWord()
    {
        var parts = new List<ShellPart>();
        while (Here is not ('\0' or ' ' or '|' or ')' or '\n'))
        {
            switch (Here)
            {
                case '\'':
                    var end = _text.IndexOf('\'', _at + 1);
                    parts.Add(new ShellPart.Literal(end > 0 ? _text[(_at + 1)..end] : throw Wrong("a closing quote")));
                    _at = end + 1;
                    break;
                case '"':
                    ReadQuoted(parts);
                    break;
                case '$':
                    parts.Add(ReadDollar());
                    break;
                case ';' or '&' or '<' or '>' or '`' or '*' or '?' or '(' or '{' or '\\' or '#' or '~':
                    throw Wrong("nothing that a shell gives a meaning of its own");
                default:
                    parts.Add(new ShellPart.Literal(_text[_at++].ToString()));
                    break;
            }
        }

        return new ShellWord(parts);
    }

    private void ReadQuoted(List<ShellPart> parts)
    {
        var literal = new StringBuilder();
        for (_at++; Here != '"';)
        {
            if (Here == '$')
            {
                parts.Add(new ShellPart.Literal(literal.ToString()));
                literal.Clear();
                parts.Add(ReadDollar());
            }
            else
            {
                literal.Append(Here is '\0' or '\\' or '`' ? throw Wrong("a closing quote, and no escapes before it") : Here);
                _at++;
            }
        }

        _at++;
        parts.Add(new ShellPart.Literal(literal.ToString()));
    }

    private ShellPart ReadDollar()
    {
        _at++;
        if (Here == '(')
        {
            _at++;
            var pipeline = ReadPipeline();
            if (Here != ')')
                throw Wrong("a closing parenthesis");
            _at++;
            return new ShellPart.Output(pipeline);
        }

        var start = _at;
        while (char.IsAsciiLetterUpper(Here) || Here == '_')
            _at++;
        return _at > start ? new ShellPart.Variable(_text[start.._at]) : throw Wrong("the name of a variable");
    }

    private FormatException Wrong(string expected) => new($"Expected {expected} at {_at}: {_text[Math.Min(_at, _text.Length)..]}");
}
