using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Docs.Kinds;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Tree;

namespace Marketplace.Docs.Reading;

internal sealed class DocPages(IPublishedContent content, ITextPages texts, DocTrees trees, DocLanguages languages, DocSections sections)
{
    /// <summary>
    /// The page at an address: in the reader's language, else in the tenant's own, else in the one that has this address. An address that
    /// only a translation has shows that translation, whatever the reader's language.
    /// </summary>
    public async Task<PublishedItem?> FindItemAsync(string address, CancellationToken cancellationToken)
    {
        var reader = languages.OfReader();
        var item = await content.FindAsync(address, reader, cancellationToken);
        if (item is null && reader != languages.Own)
            item = await content.FindAsync(address, languages.Own, cancellationToken);
        item ??= await content.FindAsync(address, language: null, cancellationToken);
        return item?.Entry.Kind == DocKinds.Doc ? item : null;
    }

    /// <returns>Null where nothing is published at the address.</returns>
    public async Task<DocPage?> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (await FindItemAsync(address, cancellationToken) is not { } item)
            return null;
        var language = item.Entry.Language;
        // Whoever reads the tenant's own language for want of a translation keeps the menu in theirs.
        var tree = await trees.GetAsync(language == languages.Own ? languages.OfReader() : languages.Or(language), cancellationToken);
        var text = await texts.FillAsync(item.Text, language, cancellationToken);
        var others = (await content.ListTranslationsAsync(item.Entry.GroupId, cancellationToken))
            .Where(x => x.Language != language && x.Address is not null).ToList();
        var isUntranslated = language != languages.OfReader() && others.TrueForAll(x => x.Language != languages.OfReader());
        return new DocPage(item, sections.Of(item.Text, text.Html), text, tree, tree.FindGroup(item.Entry.GroupId), others, isUntranslated);
    }

    public ValueTask<DocTree> GetTreeAsync(CancellationToken cancellationToken) => trees.GetAsync(languages.OfReader(), cancellationToken);
}
