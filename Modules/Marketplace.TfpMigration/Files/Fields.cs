using System.Globalization;
using System.Text.Json;
using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Files;

/// <summary>
/// Reads the fields of one JSON object and writes down what is wrong with them, so that one look at a file finds everything.
/// </summary>
internal sealed class Fields(JsonElement value, string path, List<Finding> findings)
{
    private const int LongestText = 200;

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name, bool required = true)
    {
        if (Find(name) is not { } field)
            return required ? Note<string>(name, FindingKind.Missing) : null;
        if (field.ValueKind != JsonValueKind.String)
            return Note<string>(name, FindingKind.WrongType, "text");
        if (ReadString(field) is not { } text || text.Length > LongestText || text.Any(char.IsControl))
            return Note<string>(name, FindingKind.BadText);
        return required && string.IsNullOrWhiteSpace(text) ? Note<string>(name, FindingKind.Missing) : text.Trim();
    }

    public bool? Flag(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => NoteValue<bool>(name, FindingKind.WrongType, "true or false"),
    };

    /// <summary>Never negative.</summary>
    public TfpAmount? Amount(string name, bool required = true)
    {
        if (Find(name) is not { } field)
            return required ? NoteValue<TfpAmount>(name, FindingKind.Missing) : null;
        if (field.ValueKind != JsonValueKind.Number)
            return NoteValue<TfpAmount>(name, FindingKind.WrongType, "a number");
        switch (TfpAmount.Parse(field.GetRawText(), out var amount))
        {
            case TfpParse.Ok when amount.IsNegative:
                return NoteValue<TfpAmount>(name, FindingKind.Negative, amount.ToString());
            case TfpParse.Ok when amount.HundredThousandths > ReadOldUser.Largest.HundredThousandths:
            case TfpParse.OutOfRange:
                return NoteValue<TfpAmount>(name, FindingKind.OutOfRange);
            case TfpParse.Ok:
                return amount;
            case TfpParse.TooPrecise:
                return NoteValue<TfpAmount>(name, FindingKind.TooPrecise, Shorten(field.GetRawText()));
            default:
                return NoteValue<TfpAmount>(name, FindingKind.NotANumber, Shorten(field.GetRawText()));
        }
    }

    /// <summary>An amount that older versions of the old system wrote without its unit: <c>amount_tfp</c> or <c>amount</c>.</summary>
    public TfpAmount? AmountInPoints(string name)
    {
        if (Has(name + "_usd"))
            return NoteValue<TfpAmount>(name + "_usd", FindingKind.AlreadyInDollars);
        if (Has(name + "_tfp") && Has(name))
            return NoteValue<TfpAmount>(name, FindingKind.TwoAmounts, name + "_tfp");
        return Amount(Has(name) ? name : name + "_tfp");
    }

    /// <summary>With its offset, so that it names one moment.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return text.Contains('T', StringComparison.Ordinal) && hasOffset
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time.Year >= 1970
                ? time.ToUniversalTime()
                : NoteValue<DateTimeOffset>(name, FindingKind.BadTime, text);
    }

    public Fields? Object(string name, bool required = true) => Find(name) switch
    {
        null => required ? Note<Fields>(name, FindingKind.Missing) : null,
        { ValueKind: JsonValueKind.Object } field => new Fields(field, PathOf(name), findings),
        _ => Note<Fields>(name, FindingKind.WrongType, "an object"),
    };

    /// <summary>The objects of a list; a missing list is empty.</summary>
    public IEnumerable<Fields> Objects(string name)
    {
        if (Find(name) is not { } list)
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Note(name, FindingKind.WrongType, "a list");
            yield break;
        }

        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{name}[{index++}]");
            if (entry.ValueKind == JsonValueKind.Object)
                yield return new Fields(entry, PathOf(at), findings);
            else
                Note(at, FindingKind.WrongType, "an object");
        }
    }

    /// <summary>The name and value of the only field.</summary>
    public (string Name, Fields Value)? OnlyObject()
    {
        var properties = value.EnumerateObject().Take(2).ToList();
        if (properties.Count == 1 && properties[0].Value.ValueKind == JsonValueKind.Object)
            return (properties[0].Name, new Fields(properties[0].Value, PathOf(properties[0].Name), findings));
        Note("", FindingKind.WrongType, "an object with one field, the type");
        return null;
    }

    public void Note(string name, FindingKind kind, string detail = "") =>
        findings.Add(new Finding(name.Length == 0 ? path : PathOf(name), kind, detail));

    /// <summary>Null counts as missing, as it did in the old system.</summary>
    private JsonElement? Find(string name) =>
        value.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private T? Note<T>(string name, FindingKind kind, string detail = "")
        where T : class
    {
        Note(name, kind, detail);
        return null;
    }

    private T? NoteValue<T>(string name, FindingKind kind, string detail = "")
        where T : struct
    {
        Note(name, kind, detail);
        return null;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? ReadString(JsonElement field)
    {
        try
        {
            return field.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "…";
}
