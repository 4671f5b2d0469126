using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Serving;

/// <summary>What search engines and other sites read of a page, for the partial <c>_ContentHead</c>.</summary>
/// <param name="Canonical">Absolute.</param>
/// <param name="Languages">Where the same text is in other languages, this one included; empty where there is but one.</param>
/// <param name="Image">Absolute; null for none.</param>
public sealed record PageHead(
    string Title, string Description, string Canonical, string Language, IReadOnlyList<(string Language, string Address)> Languages,
    string? Image, DateTimeOffset ChangedAt);

/// <summary>Makes the head of a page of published content.</summary>
public interface IPageHeads
{
    ValueTask<PageHead> OfAsync(PublishedEntry entry, CancellationToken cancellationToken);

    /// <summary>The tenant's root as others reach it, without a slash at its end.</summary>
    string Root { get; }
}

internal sealed class PageHeads(ITenant tenant, IPublishedContent content, IHttpContextAccessor http) : IPageHeads
{
    /// <summary>A field of this name is the picture that other sites show.</summary>
    private const string Picture = "picture";

    public string Root
    {
        get
        {
            if (tenant.FindPublicRoot() is { } root)
                return root;
            var request = http.HttpContext?.Request ?? throw new InvalidOperationException("A page's head needs a request.");
            return $"{request.Scheme}://{request.Host}{request.PathBase}";
        }
    }

    public async ValueTask<PageHead> OfAsync(PublishedEntry entry, CancellationToken cancellationToken)
    {
        var translations = await content.ListTranslationsAsync(entry.GroupId, cancellationToken);
        // Two languages at one address are one page to a search engine.
        var apart = translations.Where(x => x.Address is not null)
            .GroupBy(x => x.Address, StringComparer.Ordinal).Where(x => x.Count() == 1).Select(x => x.Single())
            .Select(x => (x.Language, Root + x.Address)).ToList();
        return new PageHead(
            entry.Title, entry.Description, Root + entry.Address, entry.Language, apart.Count > 1 ? apart : [],
            entry.Fields.GetValueOrDefault(Picture) is { Length: > 0 } picture ? Absolute(picture) : null, entry.ChangedAt);
    }

    private string Absolute(string address) => address.StartsWith('/') ? Root + address : address;
}
