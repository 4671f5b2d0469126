using Marketplace.Content.Items;
using Marketplace.Content.Rendering;

namespace Marketplace.Content.Blocks;

/// <summary>A published text whose blocks point to nothing.</summary>
/// <param name="Missing">Sentences for editors, in the language of the request.</param>
internal sealed record BlockFinding(PublishedEntry Entry, IReadOnlyList<string> Missing);

/// <summary>
/// What editors must mend: every published text with an address, in every language, filled in as for a reader. Snippets are found
/// through the pages that they stand on.
/// </summary>
internal sealed class BlockFindings(
    IPublishedContent published, IEnumerable<IContentKinds> kinds, ITextPages pages, ITenant tenant)
{
    /// <summary>In all languages of the tenant.</summary>
    public Task<IReadOnlyList<BlockFinding>> ListAsync(CancellationToken cancellationToken) =>
        ListAsync(ContentSite.Of(tenant).AllLanguages, cancellationToken);

    /// <param name="languages">All of the tenant.</param>
    public async Task<IReadOnlyList<BlockFinding>> ListAsync(IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        var findings = new List<BlockFinding>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in kinds.SelectMany(x => x.GetKinds()))
        {
            foreach (var language in languages)
            {
                foreach (var entry in await published.ListAsync(kind.Name, language, cancellationToken))
                {
                    // What is not translated stands in more than one list.
                    if (seen.Add(entry.ItemId) && await LookAsync(entry, cancellationToken) is { Count: > 0 } missing)
                        findings.Add(new BlockFinding(entry, missing));
                }
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<string>> LookAsync(PublishedEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Address is null || await published.FindAsync(entry.Address, entry.Language, cancellationToken) is not { } item)
            return [];
        return item.Text.Parts.Any(x => x.Block is { } name && !ShowPhrase.IsPhrase(name))
            ? (await pages.FillAsync(item.Text, entry.Language, cancellationToken)).Missing
            : [];
    }
}
