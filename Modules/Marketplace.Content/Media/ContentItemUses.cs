using Marketplace.Data;

namespace Marketplace.Content.Media;

/// <summary>
/// Content items that name a file, in their text or a field of their kind, in the working copy or in what readers see; what lies in the
/// trash does not count.
/// </summary>
internal sealed class ContentItemUses(IDatabase database) : IMediaUses
{
    public async Task<IReadOnlyList<MediaUse>> FindAsync(string address, CancellationToken cancellationToken)
    {
        const string Everything = "(i.body || ' ' || i.fields || ' ' || coalesce(p.body, '') || ' ' || coalesce(p.fields, ''))";
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<Item>(
            $"""
            select i.id, i.title, i.language, {Everything} as body
            from content_items i left join content_published p on p.item_id = i.id
            where i.trashed_at is null and {session.Dialect.Lower(Everything)} like @pattern escape '\' order by i.title, i.language
            """,
            new { pattern = SearchPattern(address) },
            cancellationToken);
        return
        [
            .. found.Where(x => Names(x.Body, address)).Select(x => new MediaUse(x.Title, "~/admin/content/items/" + x.Id, x.Language)),
        ];
    }

    /// <summary>Whether the address stands in the text, and is not the beginning of a longer one.</summary>
    internal static bool Names(string text, string address)
    {
        for (var at = text.IndexOf(address, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = text.IndexOf(address, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text.AsSpan(at + address.Length);
            var goesOn = rest.Length > 0
                && (char.IsAsciiLetterOrDigit(rest[0]) || rest[0] is '-' or '_' or '/'
                    || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiLetterOrDigit(rest[1])));
            if (!goesOn)
                return true;
        }

        return false;
    }

    private static string SearchPattern(string address) => "%" + address.Replace("_", @"\_", StringComparison.Ordinal) + "%";

    /// <remarks>Without a constructor: SQLite knows no type of a calculated column while there is no row.</remarks>
    private sealed record Item
    {
        public required string Id { get; init; }

        public required string Title { get; init; }

        public required string Language { get; init; }

        public required string Body { get; init; }
    }
}
