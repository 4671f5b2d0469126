using System.Text.Json;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>
/// Gives readers a version of an item, or takes it away: what they see, redirects, stamp, event and audit in one transaction. The text is
/// rendered before that transaction begins, so that nobody waits for it.
/// </summary>
internal sealed class Publisher(
    KindCatalogue kinds, ItemStore items, ITextRenderer renderer, UndescribedPictures pictures, AddressCheck addresses,
    Redirects redirects, ContentStamp stamp, IEnumerable<IPublishingRule> rules, IOutbox outbox, IAudit audit, TimeProvider time,
    IStringLocalizer<Publisher> text)
{
    /// <returns>The rendered text, or a sentence why this cannot be published.</returns>
    public async Task<(RenderedText? Rendered, string? Why)> PrepareAsync(
        string kindName, ItemText item, CancellationToken cancellationToken)
    {
        if (kinds.Find(kindName) is not { } kind)
            return (null, text["Nothing shows texts of the kind {0}. Switch its feature on first.", kindName]);
        if (item.Title.Length == 0)
            return (null, text["Give it a title first."]);
        if (item.Address is null)
            return (null, kind.Root is null ? text["Give it a name first."] : text["Give it an address first."]);
        if (addresses.Read(kind, item.Address).Problem is { } problem)
            return (null, problem.Why);
        if (await pictures.FindAsync(item.Body, cancellationToken) is { Count: > 0 } undescribed)
        {
            return (null, text[
                "Nobody has said what these pictures show: {0}. Write an alternative text for each, or call it only decoration in the "
                + "media library.",
                pictures.Names(undescribed)]);
        }

        try
        {
            var rendered = await renderer.RenderAsync(item.Body, cancellationToken);
            return rules.Select(x => x.Check(kindName, rendered)).FirstOrDefault(x => x is not null) is { } why
                ? (null, why)
                : (rendered, null);
        }
        catch (TextTooDeepException e)
        {
            return (null, e.Message);
        }
    }

    /// <param name="item">As locked in this transaction, or with the text and number of the version that is planned: that one is
    /// published, and the state of a newer draft stays.</param>
    /// <param name="rendered">Of just this version.</param>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    public async Task<PublishResult> PublishAsync(
        UnitOfWork db, ContentItem item, RenderedText rendered, string by, CancellationToken cancellationToken)
    {
        var kind = kinds.Find(item.Kind) ?? throw new InvalidOperationException($"No kind {item.Kind}: it was prepared before.");
        await AddressCheck.TakeTurnAsync(db, cancellationToken);
        if (item.Address is { } wanted
            && await addresses.FindOwnerAsync(db, kind, item.GroupId, wanted, cancellationToken) is { } problem)
            return new PublishResult.Refused(problem.Why);
        foreach (var rule in rules)
        {
            if (await rule.PublishingAsync(db, item, cancellationToken) is { } why)
                return new PublishResult.Refused(why);
        }

        var now = time.GetUtcNow();
        var changed = await db.ExecuteAsync(
            """
            update content_items set state = case when version = @Version then @state else state end, published_version = @Version,
              publish_at = null, planned_version = null, last_address = @Address
            where id = @Id and (version = @Version or planned_version = @Version) and trashed_at is null
            """,
            new { state = nameof(ItemState.Published), item.Id, item.Version, item.Address }, cancellationToken);
        if (changed != 1)
            return await items.FindAsync(db, item.Id, cancellationToken) is { TrashedAt: null } current
                ? new PublishResult.Conflict(current)
                : new PublishResult.NotFound();
        await db.ExecuteAsync(
            """
            insert into content_published
              (item_id, group_id, kind, language, address, title, description, body, fields, rendered, version, published_at, published_by)
            values (@Id, @GroupId, @Kind, @Language, @Address, @Title, @Description, @Body, @Fields, @rendered, @Version, @now, @by)
            on conflict (item_id) do update set address = excluded.address, title = excluded.title, description = excluded.description,
              body = excluded.body, fields = excluded.fields, rendered = excluded.rendered, version = excluded.version,
              published_at = excluded.published_at, published_by = excluded.published_by
            """,
            new
            {
                item.Id, item.GroupId, item.Kind, item.Language, item.Address, item.Title, item.Description, item.Body, item.Fields,
                rendered = JsonSerializer.Serialize(rendered), item.Version, now, by,
            },
            cancellationToken);
        await db.ExecuteAsync(
            "update content_versions set published_at = @now where item_id = @Id and version = @Version",
            new { now, item.Id, item.Version }, cancellationToken);
        if (kind.Root is not null && item.LastAddress is { } last && last != item.Address)
            await redirects.MovedAsync(db, last, item.GroupId, item.Language, by, cancellationToken);
        await stamp.GrowAsync(db, cancellationToken);
        await outbox.WriteAsync(
            db, new ContentPublished(item.Id, item.GroupId, item.Kind, item.Language, kind.Root is null ? null : item.Address),
            cancellationToken);
        await audit.WriteAsync(db, ContentActs.Of(ContentActs.Published, item, by), cancellationToken);
        return new PublishResult.Done((await items.FindAsync(db, item.Id, cancellationToken))!);
    }

    /// <summary>
    /// Readers do not see it any more. Nothing where they did not. The time to take it back stays where it is that of a publication that is
    /// still to come.
    /// </summary>
    /// <returns>Whether they did.</returns>
    public async Task<bool> WithdrawAsync(UnitOfWork db, ContentItem item, string by, CancellationToken cancellationToken)
    {
        var address = await db.QuerySingleOrDefaultAsync<string>(
            "select address from content_published where item_id = @Id", new { item.Id }, cancellationToken);
        if (await db.ExecuteAsync("delete from content_published where item_id = @Id", new { item.Id }, cancellationToken) == 0)
            return false;
        await db.ExecuteAsync(
            """
            update content_items set published_version = null,
              unpublish_at = case when publish_at <= unpublish_at then unpublish_at end,
              state = case when state = @published then @draft else state end
            where id = @Id
            """,
            new { item.Id, published = nameof(ItemState.Published), draft = nameof(ItemState.Draft) }, cancellationToken);
        await stamp.GrowAsync(db, cancellationToken);
        var hasAddress = kinds.Find(item.Kind) is { Root: not null };
        await outbox.WriteAsync(
            db, new ContentUnpublished(item.Id, item.GroupId, item.Kind, item.Language, hasAddress ? address : null), cancellationToken);
        return true;
    }
}
