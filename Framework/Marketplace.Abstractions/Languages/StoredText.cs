using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Abstractions;

/// <summary>
/// A text that is stored and put into words when somebody reads it, in their language: the key of a text, and the values in it.
/// <see cref="StoredTexts"/> says it.
/// </summary>
public sealed class StoredText
{
    /// <summary>How JSON begins that is none of somebody's own words.</summary>
    private const string Start = """{"text":""";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [JsonConstructor]
    private StoredText(string key, string owner, IReadOnlyList<StoredValue> values)
    {
        Key = key;
        Owner = owner;
        Values = values;
    }

    /// <summary>The English sentence.</summary>
    [JsonPropertyName("text"), JsonPropertyOrder(-1)]
    public string Key { get; }

    /// <summary>The name of the assembly whose text it is; empty where it is somebody's own words.</summary>
    [JsonPropertyName("of")]
    public string Owner { get; }

    public IReadOnlyList<StoredValue> Values { get; }

    /// <typeparam name="TOwner">Any type of the assembly whose text it is.</typeparam>
    /// <param name="key">As a localizer takes it: the English sentence, with places for the values.</param>
    public static StoredText Of<TOwner>(string key, params StoredValue[] values) =>
        new(key, typeof(TOwner).Assembly.GetName().Name ?? "", values);

    /// <summary>What somebody typed, or a name: the same in every language.</summary>
    public static StoredText Plain(string words) => new("{0}", "", [words]);

    /// <param name="stored">As <see cref="ToString"/> gives it, or plain text as it was stored before.</param>
    public static StoredText Parse(string stored)
    {
        if (!stored.StartsWith(Start, StringComparison.Ordinal))
            return Plain(stored);
        try
        {
            return JsonSerializer.Deserialize<StoredText>(stored, Json) is { Key: not null, Owner: not null, Values: not null } text
                ? text
                : Plain(stored);
        }
        catch (JsonException)
        {
            return Plain(stored);
        }
    }

    /// <summary>As it is stored: plain words as they are, everything else as JSON.</summary>
    public override string ToString() =>
        Owner.Length == 0 && Values is [{ Words: { } words }] && !words.StartsWith(Start, StringComparison.Ordinal)
            ? words
            : JsonSerializer.Serialize(this, Json);
}

/// <summary>One value in a <see cref="StoredText"/>, as it is before anybody reads it. One of its members is set.</summary>
public sealed record StoredValue
{
    public string? Words { get; init; }

    public long? Number { get; init; }

    /// <summary>Millionths of a credit.</summary>
    public long? Credits { get; init; }

    /// <summary>Of a US dollar.</summary>
    public long? Cents { get; init; }

    public StoredText? Text { get; init; }

    public static implicit operator StoredValue(string words) => new() { Words = words };

    public static implicit operator StoredValue(long number) => new() { Number = number };

    public static implicit operator StoredValue(CreditAmount credits) => new() { Credits = credits.Micros };

    public static implicit operator StoredValue(Usd usd) => new() { Cents = usd.Cents };

    public static implicit operator StoredValue(StoredText text) => new() { Text = text };
}
