using System.Globalization;
using System.Text.Json;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>
/// Compares an answer with the one on the page: the same names, the same types, and the same values but for ids (which the page cuts off
/// with …), moments, and where lists go on.
/// </summary>
internal static class AnswerShape
{
    public static IEnumerable<string> Differences(JsonElement page, JsonElement answer, string at = "$")
    {
        if (page.ValueKind != answer.ValueKind && !(IsFlag(page) && IsFlag(answer)))
            return [$"{at} is {page.ValueKind} on the page and {answer.ValueKind} in the answer {answer}"];
        return page.ValueKind switch
        {
            JsonValueKind.Object => OfObjects(page, answer, at),
            JsonValueKind.Array => OfArrays(page, answer, at),
            _ => IsSame(page, answer) ? [] : [$"{at} is {page.GetRawText()} on the page and {answer.GetRawText()} in the answer"],
        };
    }

    private static IEnumerable<string> OfObjects(JsonElement page, JsonElement answer, string at)
    {
        var names = page.EnumerateObject().Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in answer.EnumerateObject().Select(x => x.Name).Where(x => !names.Contains(x)))
            yield return $"{at}.{name} is in the answer and not on the page";
        foreach (var property in page.EnumerateObject())
        {
            if (!answer.TryGetProperty(property.Name, out var value))
                yield return $"{at}.{property.Name} is on the page and not in the answer";
            else if (property.Name != "next_cursor" || value.ValueKind != JsonValueKind.String)
                foreach (var difference in Differences(property.Value, value, $"{at}.{property.Name}"))
                    yield return difference;
        }
    }

    private static IEnumerable<string> OfArrays(JsonElement page, JsonElement answer, string at) =>
        page.GetArrayLength() != answer.GetArrayLength()
            ? [$"{at} has {page.GetArrayLength()} entries on the page and {answer.GetArrayLength()} in the answer"]
            : page.EnumerateArray().SelectMany((x, i) => Differences(x, answer[i], $"{at}[{i}]"));

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsSame(JsonElement page, JsonElement answer)
    {
        if (page.ValueKind != JsonValueKind.String)
            return page.GetRawText() == answer.GetRawText();
        var (expected, got) = (page.GetString()!, answer.GetString()!);
        if (IsMoment(expected))
            return IsMoment(got);
        // An id begins as on the page.
        return expected.Split('…') is [var start, var end]
            ? got.Length > expected.Length && got.StartsWith(start, StringComparison.Ordinal) && got.EndsWith(end, StringComparison.Ordinal)
            : expected == got;
    }

    private static bool IsMoment(string text) =>
        text.Length >= 20 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);
}
