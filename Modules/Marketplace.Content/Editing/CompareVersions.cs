using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <param name="Lines">Null where the texts are too long to be compared.</param>
internal sealed record VersionDifference(ItemVersion From, ItemVersion To, SideBySideDiffModel? Lines);

/// <summary>Two versions of an item beside each other.</summary>
internal sealed class CompareVersions(IStringLocalizer<CompareVersions> text)
{
    /// <summary>Longer texts are not compared word by word, which would take too long.</summary>
    private const int LongestCompared = 200_000;

    public VersionDifference Of(ItemVersion from, ItemVersion to) => new(
        from, to,
        from.Body.Length + to.Body.Length > LongestCompared ? null : SideBySideDiffBuilder.Diff(Whole(from), Whole(to)));

    /// <summary>With everything that belongs to it, so that one comparison shows all.</summary>
    private string Whole(ItemVersion version) => string.Join('\n', new[]
    {
        $"{text["Title"]}: {version.Title}", $"{text["Address"]}: {version.Address}", $"{text["Description"]}: {version.Description}",
    }.Concat(version.Text.Fields.Select(x => $"{x.Key}: {x.Value}")).Append("").Append(version.Body.ReplaceLineEndings("\n")));
}
