using Marketplace.Content.Items;
using Marketplace.Ui;

namespace Marketplace.Content.Serving;

/// <summary>Makes the head of a page of published content.</summary>
public interface IPageHeads
{
    ValueTask<PageHead> OfAsync(PublishedEntry entry, CancellationToken cancellationToken);

    /// <summary>The tenant's root as others reach it, without a slash at its end.</summary>
    string Root { get; }
}

internal sealed class PageHeads(Frame frame, PageHeadMaker maker, IPublishedContent content) : IPageHeads
{
    /// <summary>A field of this name is the picture that other sites show.</summary>
    private const string Picture = "picture";

    public string Root => frame.PublicUrl("~");

    public async ValueTask<PageHead> OfAsync(PublishedEntry entry, CancellationToken cancellationToken)
    {
        var translations = await content.ListTranslationsAsync(entry.GroupId, cancellationToken);
        // Two languages at one address are one page to a search engine.
        var apart = translations.Where(x => x.Address is not null)
            .GroupBy(x => x.Address, StringComparer.Ordinal).Where(x => x.Count() == 1).Select(x => x.Single())
            .Select(x => (x.Language, Root + x.Address)).ToList();
        var image = entry.Fields.GetValueOrDefault(Picture) is { Length: > 0 } picture
            ? Absolute(picture)
            : maker.PictureOf(entry.Address!, entry.Language, entry.Title);
        return new PageHead(entry.Title, entry.Description, Root + entry.Address, entry.Language, image)
        {
            Type = "article", Languages = apart.Count > 1 ? apart : [],
        };
    }

    private string Absolute(string address) => address.StartsWith('/') ? Root + address : address;
}
