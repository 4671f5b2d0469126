using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Marketplace.Content.Exchange;

/// <summary>
/// The head of a file: simple YAML between two lines <c>---</c>. What follows the second one is the body, to the last byte. Only what
/// pages have is read: texts, and one level below <c>fields</c>; no references, tags or lists.
/// </summary>
internal static class FrontMatter
{
    private const string Fence = "---";
    private const int Longest = 64 * 1024;

    /// <exception cref="FormatException">The message says what is wrong, and with which line.</exception>
    public static (FrontValues Values, string Body) Split(string file, FrontMatterTexts text)
    {
        var start = LineEnd(file, 0);
        if (file.AsSpan(0, start).TrimEnd() is not Fence)
            throw new FormatException(text.NoHead);
        for (int from = start, end; from < file.Length && from < Longest; from = end)
        {
            end = LineEnd(file, from);
            if (file.AsSpan(from, end - from).TrimEnd() is Fence)
                return (Read(file[start..from], text), file[end..]);
        }

        throw new FormatException(text.NoEnd);
    }

    /// <param name="head">Names and values in the order in which they are written; empty values are left out.</param>
    public static string Join(IEnumerable<(string Name, string? Value)> head, IReadOnlyDictionary<string, string> fields, string body)
    {
        var file = new StringBuilder(body.Length + 512).Append(Fence).Append('\n');
        foreach (var (name, value) in head.Where(x => !string.IsNullOrEmpty(x.Value)))
            file.Append(name).Append(": ").Append(Written(value!)).Append('\n');
        if (fields.Count > 0)
            file.Append("fields:\n");
        foreach (var (name, value) in fields.OrderBy(x => x.Key, StringComparer.Ordinal))
            file.Append("  ").Append(Written(name)).Append(": ").Append(Written(value)).Append('\n');
        return file.Append(Fence).Append('\n').Append(body).ToString();
    }

    /// <returns>Where the next line begins.</returns>
    private static int LineEnd(string text, int from) => text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;

    private static FrontValues Read(string yaml, FrontMatterTexts text)
    {
        var parser = new Parser(new StringReader(yaml));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return new FrontValues(values, fields);
            parser.Consume<DocumentStart>();
            ReadMapping(parser, values, text, name => name == "fields" && parser.Accept<MappingStart>(out _), fields);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return new FrontValues(values, fields);
        }
        catch (YamlException e)
        {
            // The first line of the file is the fence.
            throw new FormatException(text.NoYaml(e.Start.Line + 1), e);
        }
    }

    private static void ReadMapping(
        Parser parser, Dictionary<string, string> into, FrontMatterTexts text, Func<string, bool>? isNested = null,
        Dictionary<string, string>? nested = null)
    {
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (isNested?.Invoke(key.Value) == true)
            {
                ReadMapping(parser, nested!, text);
                continue;
            }

            var value = parser.Consume<Scalar>();
            if (!into.TryAdd(key.Value, IsNothing(value) ? "" : value.Value))
                throw new FormatException(text.Twice(key.Value, key.Start.Line + 1));
        }
    }

    private static bool IsNothing(Scalar value) => value.Style == ScalarStyle.Plain && value.Value is "~" or "null" or "Null" or "NULL";

    /// <summary>Plain where nobody could take it for anything else, quoted otherwise.</summary>
    private static string Written(string value)
    {
        if (IsPlain(value))
            return value;
        var quoted = new StringBuilder(value.Length + 8).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] == '/' || IsWhole(value)) && value[^1] != ' '
        && value.All(x => char.IsLetterOrDigit(x) || x is ' ' or '/' or '-' or '_' or '.' or ',' or '(' or ')' or '\'' or '’')
        && value is not ("null" or "Null" or "NULL" or "yes" or "no" or "on" or "off" or "y" or "n");

    private static bool IsWhole(string value) => value.Length < 10 && value.All(char.IsAsciiDigit);
}

/// <summary>What a head holds, by name; the texts below <c>fields</c> apart.</summary>
internal sealed record FrontValues(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Fields);
