using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.Credits.History;

/// <summary>What a customer searches for, as the database compares it.</summary>
internal sealed record SearchPattern(string Id, string Words, string Metadata)
{
    /// <summary>
    /// A transaction whose id it is, or whose description or metadata contain it. Case does not matter, in metadata for ASCII letters.
    /// </summary>
    public static string Condition(Dialect dialect) =>
        $"""
         (t.id = @Id or {dialect.Lower("t.description")} like {dialect.Lower("@Words")} escape '!'
         or lower(t.metadata) like lower(@Metadata) escape '!')
         """;

    /// <param name="text">Without spaces at its ends, at least one character.</param>
    public static SearchPattern Of(string text) => new(text, Contains(text), Contains(JsonEncodedText.Encode(text).ToString()));

    private static string Contains(string text) =>
        "%" + text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal) + "%";
}
