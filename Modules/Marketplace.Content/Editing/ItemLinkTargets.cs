using Marketplace.Data;

namespace Marketplace.Content.Editing;

/// <summary>Content items that have an address and are not in the trash, drafts too: their pages may be published together.</summary>
internal sealed class ItemLinkTargets(IDatabase database) : ILinkTargets
{
    /// <summary>Compared here, because the databases disagree about letters. A tenant has hundreds of pages, rarely thousands.</summary>
    private const int MostItems = 10_000;

    public async Task<IReadOnlyList<LinkTarget>> SearchAsync(string query, int take, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var all = await session.QueryAsync<LinkTarget>(
            $"""
            select title, address, kind, language from content_items
            where trashed_at is null and address is not null and address <> ''
            order by title, language, id limit {MostItems}
            """,
            cancellationToken: cancellationToken);
        var words = SearchKey.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. all.Select(x => (Target: x, Rank: RankOf(x, words))).Where(x => x.Rank > 0)
                .OrderByDescending(x => x.Rank).Take(take).Select(x => x.Target),
        ];
    }

    /// <returns>0: it does not have every word.</returns>
    private static int RankOf(LinkTarget target, string[] words)
    {
        var (title, address) = (SearchKey.Of(target.Title), SearchKey.Of(target.Address));
        if (!words.All(x => title.Contains(x, StringComparison.Ordinal) || address.Contains(x, StringComparison.Ordinal)))
            return 0;
        if (words.Length == 0)
            return 1;
        if (title.StartsWith(words[0], StringComparison.Ordinal))
            return 3;
        return words.All(x => title.Contains(x, StringComparison.Ordinal)) ? 2 : 1;
    }
}
