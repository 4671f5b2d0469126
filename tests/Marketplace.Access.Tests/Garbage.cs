using System.Text.Json.Nodes;

namespace Marketplace.Access.Tests;

/// <summary>What no form of ours sends, but anybody may.</summary>
internal static class Garbage
{
    private const string Unprintable = "\0\u202E<script>alert(1)</script>'\";--\uFFFF";

    private static readonly string Long = new('9', 20_000);

    /// <summary>Ways to fill in a field; null leaves it out.</summary>
    public static readonly IReadOnlyList<(string Name, Func<Type, string?> Fill)> Forms =
    [
        ("nothing", _ => null),
        ("empty fields", _ => ""),
        ("characters that no text holds", type => type == typeof(string) ? Unprintable : "a lot"),
        ("numbers beyond every type", type => IsText(type) ? Long : "99999999999999999999999999999999"),
        ("the ends of what a type can hold", Extreme),
        ("names of nothing", type => IsText(type) ? "unknown" : "-1"),
    ];

    /// <summary>Bodies for an endpoint that reads an object with these fields.</summary>
    public static IEnumerable<(string Name, string Body)> Bodies(Type? type)
    {
        yield return ("no body", "");
        yield return ("half a body", "{");
        yield return ("null", "null");
        yield return ("a list", "[]");
        yield return ("nesting", string.Concat(Enumerable.Repeat("[", 200)));
        foreach (var (name, value) in new (string, Func<JsonNode?>)[]
        {
            ("nulls", () => null), ("objects", () => new JsonObject()), ("lists", () => new JsonArray(1, "x", null)),
                ("unprintable texts", () => Unprintable), ("long texts", () => Long),
            ("huge numbers", () => JsonNode.Parse("9e300")), ("many digits", () => JsonNode.Parse("99999999999999999999999999")),
            ("negative numbers", () => -1), ("numbers in words", () => "1e3"),
        })
        {
            var body = new JsonObject();
            foreach (var property in type?.GetProperties() ?? [])
                body[System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = value();
            foreach (var property in type?.GetProperties() ?? [])
                body[System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)] = value();
            yield return (name, body.ToJsonString());
        }
    }

    /// <summary>In the place of a route parameter.</summary>
    public static readonly IReadOnlyList<string> Segments =
        ["unknown", "%00", "..%2F..%2Fetc", "%E2%80%AE", "99999999999999999999", "-1", "%25", new string('x', 3_000)];

    private static string? Extreme(Type type) => type switch
    {
        _ when type == typeof(long) => "9223372036854775807",
        _ when type == typeof(int) => "2147483647",
        _ when type == typeof(decimal) => "79228162514264337593543950335",
        _ when type == typeof(DateOnly) => "9999-12-31",
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "9999-12-31T23:59",
        _ when type == typeof(bool) => "true",
        { IsEnum: true } => "2147483647",
        // What looks like an amount, an address, a month and an id all at once is none of them.
        _ => "9223372036854.775807",
    };

    private static bool IsText(Type type) => type == typeof(string);
}
