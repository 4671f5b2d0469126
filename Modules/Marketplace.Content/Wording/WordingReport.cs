using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Wording;

/// <param name="Field"><c>title</c>, <c>description</c>, <c>body</c> or a field of the kind.</param>
internal sealed record FoundIn(string Field, WordingFind Find);

/// <summary>A working copy that uses unwanted words.</summary>
internal sealed record WordyItem(ContentItem Item, IReadOnlyList<FoundIn> Finds)
{
    public bool CanReplace => Finds.Any(x => x.Find.Replacement.Length > 0);

    /// <summary>How forms name just this version of it.</summary>
    public string Name => $"{Item.Id}:{Item.Version}";
}

/// <summary>Looks through every text that is worked on, published or not.</summary>
internal sealed class WordingReport(IDatabase database, WordingCheck check)
{
    private const int Batch = 200;

    public async Task<IReadOnlyList<WordyItem>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<WordyItem>();
        await using var db = await database.OpenAsync(cancellationToken);
        for (var after = ""; ;)
        {
            var items = await db.QueryAsync<ContentItem>(
                $"select {ItemStore.Columns} {ItemStore.From} where i.trashed_at is null and i.id > @after order by i.id limit {Batch}",
                new { after }, cancellationToken);
            found.AddRange(items.Select(x => new WordyItem(x, Find(x.Text))).Where(x => x.Finds.Count > 0));
            if (items.Count < Batch)
                break;
            after = items[^1].Id;
        }

        return [.. found.OrderBy(x => x.Item.Title, StringComparer.Ordinal).ThenBy(x => x.Item.Language, StringComparer.Ordinal)];
    }

    public IReadOnlyList<FoundIn> Find(ItemText text)
    {
        IEnumerable<FoundIn> In(string field, string words) => check.Find(words).Select(x => new FoundIn(field, x));
        return
        [
            .. In("title", text.Title), .. In("description", text.Description), .. In("body", text.Body),
            .. text.Fields.OrderBy(x => x.Key, StringComparer.Ordinal).SelectMany(x => In(x.Key, x.Value)),
        ];
    }

    public ItemText Replace(ItemText text) => text with
    {
        Title = check.Replace(text.Title),
        Description = check.Replace(text.Description),
        Body = check.Replace(text.Body),
        Fields = text.Fields.ToDictionary(x => x.Key, x => check.Replace(x.Value), StringComparer.Ordinal),
    };
}
