using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Legal;

/// <summary>
/// Terms that somebody accepted change with notice: a new text is planned at least thirty days ahead, which announces it, and until then
/// readers see the one that applies. What nobody has accepted yet may be put right at once.
/// </summary>
internal sealed class TermsRule(TermsTexts texts, IOutbox outbox, TimeProvider time, IStringLocalizer<TermsRule> text) : IPublishingRule
{
    public const int DaysAhead = 30;

    public string? Check(string kind, RenderedText rendered) =>
        kind == LegalKinds.Terms && rendered.Parts.Any(x => x.Block is { } block && !block.StartsWith('!'))
            ? text["Terms hold neither snippets nor live blocks: what people accept must not change by itself."].Value
            : null;

    public async Task<string?> PublishingAsync(UnitOfWork db, ContentItem item, CancellationToken cancellationToken)
    {
        if (item.Kind != LegalKinds.Terms)
            return null;
        if (await FindOtherAsync(db, item, cancellationToken) is { } other)
            return text["“{0}” are the terms of this site already. Change them, or take them back first.", other];
        var kept = await texts.KeepAsync(db, item, cancellationToken);
        if (!await NeedsNoticeAsync(db, kept, cancellationToken))
            return null;
        var announced = await db.QuerySingleOrDefaultAsync<Announced>(
            "select version, applies_at from content_terms_announcements where item_id = @Id", new { item.Id }, cancellationToken);
        return announced?.Version == item.Version && announced.AppliesAt <= time.GetUtcNow()
            ? null
            : text[
                "People accepted the terms as they are. Plan the new ones at least {0} days ahead, under “Publish on”: "
                + "they are told at once, and the present ones apply until then.", DaysAhead].Value;
    }

    public async Task<string?> PlanningAsync(UnitOfWork db, ContentItem item, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (item.Kind != LegalKinds.Terms)
            return null;
        var now = time.GetUtcNow();
        var before = await db.QuerySingleOrDefaultAsync<Announced>(
            "select version, applies_at from content_terms_announcements where item_id = @Id", new { item.Id }, cancellationToken);
        if (at is { } same && before is not null && before.Version == item.Version && before.AppliesAt == same)
            return null;
        await db.ExecuteAsync(
            "delete from content_terms_announcements where item_id = @Id", new { item.Id }, cancellationToken);
        if (at is not { } applies)
            return null;
        var kept = await texts.KeepAsync(db, item, cancellationToken);
        if (!await NeedsNoticeAsync(db, kept, cancellationToken))
            return null;
        if (applies < now.AddDays(DaysAhead))
            return text[
                "People accepted the terms as they are, so new ones apply {0} days from now at the earliest. Choose a later time.",
                DaysAhead];
        await db.ExecuteAsync(
            """
            insert into content_terms_announcements (item_id, version, applies_at, announced_at)
            values (@Id, @Version, @applies, @now)
            """,
            new { item.Id, item.Version, applies, now }, cancellationToken);
        await outbox.WriteAsync(db, new TermsAnnounced(item.Id, item.Version, applies, After: ""), cancellationToken);
        return null;
    }

    /// <summary>Whether somebody's acceptance would be out of date with this text. The published row stays locked meanwhile.</summary>
    private static async Task<bool> NeedsNoticeAsync(UnitOfWork db, TermsText kept, CancellationToken cancellationToken)
    {
        var current = await db.ScalarAsync<int?>(
            $"select version from content_published where item_id = @ItemId {db.Dialect.ForUpdate}", new { kept.ItemId },
            cancellationToken);
        if (current is { } version && await TermsTexts.FindAsync(db, kept.ItemId, version, cancellationToken) is { } now
            && now.Hash == kept.Hash)
            return false;
        return await db.ScalarAsync<string>(
            "select id from content_terms_decisions where item_id = @ItemId and is_accepted = @yes and hash <> @Hash limit 1",
            new { kept.ItemId, yes = true, kept.Hash }, cancellationToken) is not null;
    }

    private static Task<string?> FindOtherAsync(UnitOfWork db, ContentItem item, CancellationToken cancellationToken) =>
        db.ScalarAsync<string?>(
            "select title from content_published where kind = @Kind and group_id <> @GroupId order by item_id limit 1",
            new { item.Kind, item.GroupId }, cancellationToken);

    private sealed record Announced
    {
        public required int Version { get; init; }

        public required DateTimeOffset AppliesAt { get; init; }
    }
}
