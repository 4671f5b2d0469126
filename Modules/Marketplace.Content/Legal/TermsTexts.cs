using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Legal;

/// <summary>Terms as they were published or announced.</summary>
internal sealed class TermsTexts(IDatabase database, IPublishedContent published, TimeProvider time)
{
    internal const string Columns = "t.item_id, t.version, t.group_id, t.language, t.title, t.body, t.hash";

    /// <summary>What is in force: what readers see now.</summary>
    /// <param name="language">Two letters; where there is no translation, the tenant's own language.</param>
    /// <returns>Null where no terms are published.</returns>
    public async ValueTask<(TermsText Text, string Address)?> FindInForceAsync(string language, CancellationToken cancellationToken)
    {
        // Most tenants and most requests end here, without a question to the database.
        if (await published.ListAsync(LegalKinds.Terms, language, cancellationToken) is not [{ Address: { } address } entry, ..])
            return null;
        await using var session = await database.OpenAsync(cancellationToken);
        var text = await session.QuerySingleOrDefaultAsync<TermsText>(
            $"""
            select {Columns} from content_published p join content_terms_texts t on t.item_id = p.item_id and t.version = p.version
            where p.item_id = @ItemId
            """,
            new { entry.ItemId }, cancellationToken);
        return text is null ? null : (text, address);
    }

    public async Task<TermsText?> FindAsync(string itemId, int version, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await FindAsync(session, itemId, version, cancellationToken);
    }

    public static Task<TermsText?> FindAsync(DbSession db, string itemId, int version, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<TermsText>(
            $"select {Columns} from content_terms_texts t where t.item_id = @itemId and t.version = @version", new { itemId, version },
            cancellationToken);

    /// <summary>Kept for as long as the tenant is. A version never changes, so that the first to keep it has kept it.</summary>
    public async Task<TermsText> KeepAsync(UnitOfWork db, ContentItem item, CancellationToken cancellationToken)
    {
        var text = new TermsText
        {
            ItemId = item.Id, Version = item.Version, GroupId = item.GroupId, Language = item.Language, Title = item.Title,
            Body = item.Body, Hash = TermsText.HashOf(item.Title, item.Body),
        };
        await db.ExecuteAsync(
            """
            insert into content_terms_texts (item_id, version, group_id, language, title, body, hash, stored_at)
            values (@ItemId, @Version, @GroupId, @Language, @Title, @Body, @Hash, @now) on conflict (item_id, version) do nothing
            """,
            new { text.ItemId, text.Version, text.GroupId, text.Language, text.Title, text.Body, text.Hash, now = time.GetUtcNow() },
            cancellationToken);
        return text;
    }
}
