using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketplace.StripeSandbox.Protocol;

/// <summary>
/// A request's form and query with Stripe's nested names: <c>metadata[a]</c>, <c>expand[]</c>, <c>payment_method_data[card][cvc]</c>.
/// </summary>
internal sealed partial class SandboxParameters
{
    private const int MaxPairs = 50;
    private readonly IReadOnlyList<(string[] Path, string Value)> _values;
    private readonly string _prefix;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public SandboxParameters(IEnumerable<KeyValuePair<string, string>> pairs)
        : this(pairs.Select(x => (Split(x.Key), x.Value)).ToList(), "")
    {
    }

    private SandboxParameters(IReadOnlyList<(string[] Path, string Value)> values, string prefix)
    {
        _values = values;
        _prefix = prefix;
    }

    public bool IsEmpty => _values.Count == 0;

    /// <summary>Null when it is absent or empty.</summary>
    public string? Text(string name, int maxLength = 5000)
    {
        _read.Add(name);
        var value = _values.LastOrDefault(x => x.Path is [var single] && single == name).Value;
        if (value?.Length > maxLength)
            throw StripeFault.Invalid(null, $"Invalid string: must be at most {maxLength} characters", Name(name));
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>It was sent, be it empty.</summary>
    public bool Has(string name) => _values.Any(x => x.Path is [var single] && single == name);

    /// <summary>It was sent, alone or with parts, be it empty.</summary>
    public bool Mentions(string name) => _values.Any(x => x.Path[0] == name);

    public string RequiredText(string name) => Text(name) ?? throw StripeFault.Missing(Name(name));

    public long? Integer(string name) =>
        Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw StripeFault.Invalid("parameter_invalid_integer", $"Invalid integer: {text}", Name(name));

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw StripeFault.Invalid(null, $"Invalid boolean: {text}", Name(name)),
    };

    /// <summary>Null when it is absent.</summary>
    public string? OneOf(string name, params string[] allowed) =>
        Text(name) is not { } text ? null
        : allowed.Contains(text, StringComparer.Ordinal) ? text
        : throw StripeFault.Invalid(null, $"Invalid {Name(name)}: must be one of {string.Join(", ", allowed)}", Name(name));

    public IReadOnlyList<string> List(string name)
    {
        _read.Add(name);
        return _values.Where(x => x.Path.Length == 2 && x.Path[0] == name).Select(x => x.Value).ToList();
    }

    /// <summary>Of a new object: at most 50 pairs, those without a value left out.</summary>
    public Dictionary<string, string> Metadata()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in MetadataPairs().Where(x => x.Value.Length > 0))
            result[key] = value;
        return result.Count <= MaxPairs ? result : throw TooManyPairs();
    }

    /// <summary>Of an object that is there: an empty value unsets a key, an empty <c>metadata</c> all of them.</summary>
    public void ChangeMetadata(JsonObject item)
    {
        var kept = item["metadata"]!.AsObject();
        if (Has("metadata") && Text("metadata") is null)
            kept.Clear();
        foreach (var (key, value) in MetadataPairs())
        {
            if (value.Length > 0)
                kept[key] = value;
            else
                kept.Remove(key);
        }

        if (kept.Count > MaxPairs)
            throw TooManyPairs();
    }

    private List<(string Key, string Value)> MetadataPairs()
    {
        var pairs = new List<(string, string)>();
        foreach (var (path, value) in Group("metadata")._values)
        {
            if (path is not [{ Length: > 0 and <= 40 } key])
                throw StripeFault.Invalid(null, "Metadata keys can be at most 40 characters and hold no brackets", "metadata");
            if (value.Length > 500)
                throw StripeFault.Invalid(
                    null, $"Metadata values can have up to 500 characters, but you passed in a value that is {value.Length} characters.",
                    $"metadata[{key}]");
            pairs.Add((key, value));
        }

        return pairs;
    }

    private static StripeFault TooManyPairs() => StripeFault.Invalid(null, "Metadata can have at most 50 keys", "metadata");

    public SandboxParameters Group(string name)
    {
        _read.Add(name);
        return new SandboxParameters(
            _values.Where(x => x.Path.Length > 1 && x.Path[0] == name).Select(x => (x.Path[1..], x.Value)).ToList(), Name(name));
    }

    /// <summary>Says which parameter nobody read, as Stripe does: a typing error must not pass unnoticed.</summary>
    public void RejectUnknown()
    {
        var unknown = _values.Select(x => x.Path[0]).FirstOrDefault(x => !_read.Contains(x));
        if (unknown is not null)
            throw StripeFault.Invalid("parameter_unknown", $"Received unknown parameter: {Name(unknown)}", Name(unknown));
    }

    public string Name(string name) => _prefix.Length == 0 ? name : $"{_prefix}[{name}]";

    private static string[] Split(string key)
    {
        var match = KeyPattern().Match(key);
        return match.Success ? [match.Groups["name"].Value, .. match.Groups["part"].Captures.Select(x => x.Value)] : [key];
    }

    [GeneratedRegex(@"^(?<name>[^\[\]]+)(\[(?<part>[^\[\]]*)\])+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
