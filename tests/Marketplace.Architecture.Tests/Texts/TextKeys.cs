namespace Marketplace.Architecture.Tests.Texts;

/// <param name="Project">Whose resource files have it: the project that says it, or the shared one when several do.</param>
internal sealed record TextKey(string Project, string Key, string File);

internal static class TextKeys
{
    /// <summary>Has the texts that more than one project says.</summary>
    public const string Shared = "Marketplace.Ui";

    private static readonly Lazy<IReadOnlyList<TextKey>> Found = new(Find);

    public static IReadOnlyList<TextKey> All => Found.Value;

    private static List<TextKey> Find() =>
        [.. TextFlow.Keys([.. Assemblies.All.Select(x => x.Location)])
            .Where(x => HasWords(x.Key))
            .GroupBy(x => x.Key, StringComparer.Ordinal)
            .SelectMany(
                x => x.Select(y => y.Assembly).Distinct(StringComparer.Ordinal).Count() > 1
                    ? [new TextKey(Shared, x.Key, x.First().File)]
                    : x.Select(y => new TextKey(y.Assembly, y.Key, y.File)))
            .DistinctBy(x => (x.Project, x.Key))
            .OrderBy(x => x.Project, StringComparer.Ordinal).ThenBy(x => x.Key, StringComparer.Ordinal)];

    /// <summary>A letter outside of the placeholders, or a colon, before which French has a space.</summary>
    private static bool HasWords(string key)
    {
        var inside = 0;
        foreach (var letter in key)
        {
            inside += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            if (inside == 0 && (char.IsLetter(letter) || letter == ':'))
                return true;
        }

        return false;
    }
}
