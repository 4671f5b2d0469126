using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Overview;

/// <summary>Translations whose source says something else by now. Nothing on a site that is written in one language.</summary>
internal sealed class OutdatedPiece(ItemList list, KindCatalogue kinds, ITenant tenant, IStringLocalizer<OutdatedPiece> text)
    : ItemPiece(list, kinds)
{
    public override int Order => 40;

    public override async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        if (ContentSite.Of(tenant).AllLanguages.Count < 2)
            return null;
        var (lines, count) = await SampleAsync(
            Translations.AreOutdated, "changed_at", null, x => (TitleOf(x), x.ChangedAt), cancellationToken);
        return new OverviewPart(
            "outdated-translations", text["Translations out of date"], "translate", count, text["Every translation is up to date."],
            "~/admin/content?translation=outdated", lines);
    }
}

/// <summary>How much of what readers see is not written in each language.</summary>
internal sealed class MissingPiece(ItemList list, ITenant tenant, IStringLocalizer<MissingPiece> text) : IOverviewPiece
{
    public int Order => 45;

    public async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var languages = ContentSite.Of(tenant).AllLanguages;
        if (languages.Count < 2)
            return null;
        var lines = new List<OverviewLine>();
        var sum = 0;
        foreach (var language in languages)
        {
            var count = await list.CountMissingAsync(language, cancellationToken);
            if (count == 0)
                continue;
            sum += count;
            lines.Add(new OverviewLine(
                text["Not written in {0}", language], "~/admin/content?translation=missing-" + language,
                count == 1 ? text["One text"] : text["{0} texts", count], At: null));
        }

        return new OverviewPart(
            "missing-translations", text["Not translated yet"], "globe", sum, text["Everything is written in every language."], null,
            lines);
    }
}
