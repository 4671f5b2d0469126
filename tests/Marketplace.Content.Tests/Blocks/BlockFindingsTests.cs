using Marketplace.Content.Blocks;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Content.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Blocks;

/// <summary>The report of what editors must mend.</summary>
public sealed class BlockFindingsTests
{
    [Fact]
    public async Task Each_text_with_a_block_that_points_to_nothing_is_listed_once()
    {
        var published = new Shelf();
        using var desk = new TextDesk(services => services
            .AddSingleton<IPublishedContent>(published).AddSingleton<IContentKinds>(new Kinds())
            .AddSingleton<IContentBlock>(MadeUpBlock.Inline("price", "$5")));
        published.Add("cit_1", "en", await desk.RenderAsync("{{price}} > [!NOTE]"));
        published.Add("cit_2", "en", await desk.RenderAsync("{{nobody}} {{price}}"));
        published.Add("cit_3", "de", await desk.RenderAsync("{{snippet name=\"x\"}}"));

        var findings = await desk.Get<BlockFindings>().ListAsync(["en", "de"], default);

        Assert.Equal(
            [("cit_2", "There is no block nobody."), ("cit_3", "There is no snippet x.")],
            findings.Select(x => (x.Entry.ItemId, Assert.Single(x.Missing))));
    }

    private sealed class Kinds : IContentKinds
    {
        public IEnumerable<ContentKind> GetKinds() => [new ContentKind("page", "Page")];
    }

    private sealed class Shelf : IPublishedContent
    {
        private readonly List<PublishedItem> _items = [];

        public void Add(string id, string language, RenderedText text) =>
            _items.Add(new PublishedItem(
                new PublishedEntry(
                    id, "cgr_" + id, "page", language, "/" + id, id, "", null, 0, DateTimeOffset.UnixEpoch,
                    new Dictionary<string, string>(StringComparer.Ordinal)),
                "", text));

        public ValueTask<long> ReadStampAsync(CancellationToken cancellationToken) => new(1);

        public ValueTask<PublishedItem?> FindAsync(string address, string? language, CancellationToken cancellationToken) =>
            new(_items.FirstOrDefault(x => x.Entry.Address == address));

        public ValueTask<IReadOnlyList<PublishedEntry>> ListAsync(string kind, string language, CancellationToken cancellationToken) =>
            new([.. _items.Select(x => x.Entry).Where(x => x.Language == language || x.Language == "en")]);

        public ValueTask<IReadOnlyList<PublishedEntry>> ListTranslationsAsync(string groupId, CancellationToken cancellationToken) =>
            new([]);
    }
}
