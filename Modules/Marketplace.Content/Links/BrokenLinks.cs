using Marketplace.Data;

namespace Marketplace.Content.Links;

/// <summary>Reads what the last check found.</summary>
internal sealed class BrokenLinks(IDatabase database)
{
    /// <returns>What is broken before what has merely moved; no check: nothing was checked yet.</returns>
    public async Task<(LinkCheck? Check, IReadOnlyList<BrokenLink> Broken)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var check = await db.QuerySingleOrDefaultAsync<LinkCheck>(
            "select stamp, texts, links, at from content_link_checks where id = 1", null, cancellationToken);
        var broken = await db.QueryAsync<BrokenLink>(
            """
            select place, target, language, title, address, words, reason, better from content_broken_links
            order by case when reason = 'Moved' then 1 else 0 end, title, language, target
            """,
            null, cancellationToken);
        return (check, broken);
    }

    /// <summary>For the editor's overview: those that lead nowhere.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleAsync<int>(
            "select count(*) from content_broken_links where reason <> 'Moved'", null, cancellationToken);
    }
}
