using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Items;

/// <summary>What an item's text must be to be kept. A draft may be unfinished: it needs neither title nor address.</summary>
internal sealed class ItemRules(IStringLocalizer<ItemRules> text)
{
    public const int LongestTitle = 200;
    public const int LongestDescription = 500;
    public const int LongestBody = 1_000_000;

    /// <returns>The field's name (<c>title</c>, <c>description</c>, <c>body</c> or a field of the kind) and a sentence; null where all is
    /// well.</returns>
    public (string Field, string Why)? Check(ContentKind kind, ItemText item)
    {
        if (item.Title.Length > LongestTitle || (item.Title.Length > 0 && !NameRules.IsReadable(item.Title)))
            return ("title", text["Write a title of at most {0} characters on one line.", LongestTitle]);
        if (item.Description.Length > LongestDescription || !IsStorable(item.Description))
            return ("description", text["Write a description of at most {0} characters.", LongestDescription]);
        if (item.Body.Length > LongestBody)
            return ("body", text["This text has {0} characters; at most {1} can be kept. Cut it in two.", item.Body.Length, LongestBody]);
        if (!IsStorable(item.Body))
            return ("body", text["This text holds characters that are none, such as the character zero. Take them out."]);
        foreach (var (name, value) in item.Fields.Where(x => x.Value.Length > 0))
        {
            if (kind.Fields.FirstOrDefault(x => x.Name == name) is not { } field)
                return (name, text["“{0}” has no field named {1}.", kind.Title, name]);
            if (CheckField(field, value) is { } why)
                return (name, why);
            // Times of one form: what is later stands later in the alphabet, too.
            if (field.After is { } earlier && item.Fields.GetValueOrDefault(earlier) is { Length: > 0 } start
                && string.CompareOrdinal(value, start) <= 0)
                return (name, text["Choose a later time than in “{0}”.", kind.Fields.First(x => x.Name == earlier).Label]);
        }

        return null;
    }

    private string? CheckField(ContentField field, string value)
    {
        if (value.Length > field.MaxLength || !IsStorable(value))
            return text["Write at most {0} characters.", field.MaxLength];
        return field.Type switch
        {
            ContentFieldType.YesNo when value is not ("yes" or "no") => text["Say yes or no."].Value,
            ContentFieldType.Time when !IsTime(value) => text["Give a date and a time, for example 2026-11-21T14:30."].Value,
            ContentFieldType.Icon when !value.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x) || x == '-') =>
                text["Give the name of an icon, for example rocket-takeoff."].Value,
            ContentFieldType.Address or ContentFieldType.Picture when !IsAddress(value) =>
                text["Give an address that begins with / or https://."].Value,
            _ => null,
        };
    }

    private static bool IsTime(string value) =>
        DateTime.TryParseExact(
            value, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None,
            out var time)
        && time.Year is >= 2000 and <= 9000;

    private static bool IsAddress(string value) =>
        (value.StartsWith('/') && !value.StartsWith("//", StringComparison.Ordinal) && !value.Contains('\\', StringComparison.Ordinal))
            || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);

    /// <summary>Both databases can keep it, and give it back as it is.</summary>
    private static bool IsStorable(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\0')
                return false;
            if (char.IsSurrogate(value[i]) && (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[++i])))
                return false;
        }

        return true;
    }
}
