using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>
/// Says when an item is published, or taken back, by itself. Readers get the version that whoever planned has seen: what others save until
/// then, who perhaps may not publish, is no part of it.
/// </summary>
internal sealed class ScheduleItem(
    IDatabase database, ItemStore items, Publisher publisher, IEnumerable<IPublishingRule> rules, IJobQueue jobs, TimeProvider time,
    IStringLocalizer<ScheduleItem> text)
{
    /// <param name="version">That whoever plans has seen.</param>
    /// <param name="publishAt">UTC; null: not by itself.</param>
    /// <param name="unpublishAt">UTC; null: it stays.</param>
    public async Task<PublishResult> ExecuteAsync(
        string id, int version, DateTimeOffset? publishAt, DateTimeOffset? unpublishAt, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } item)
            return new PublishResult.NotFound();
        if (item.Version != version)
            return new PublishResult.Conflict(item);
        var now = time.GetUtcNow();
        if ((publishAt is not null && publishAt != item.PublishAt && publishAt <= now)
            || (unpublishAt is not null && unpublishAt != item.UnpublishAt && unpublishAt <= now))
            return new PublishResult.Refused(text["That time is past. Choose a later one, or do it now."]);
        if (unpublishAt is not null && publishAt is null && !item.IsPublished)
            return new PublishResult.Refused(text["Readers do not see it, so it cannot be taken back. Say when it is published, too."]);
        if (unpublishAt is not null && publishAt is not null && unpublishAt <= publishAt && !item.IsPublished)
            return new PublishResult.Refused(text["It would be taken back before it is published. Choose a later time to take it back."]);
        // What would be refused then is better said now.
        if (publishAt is not null && (await publisher.PrepareAsync(item.Kind, item.Text, cancellationToken)).Why is { } why)
            return new PublishResult.Refused(why);
        // Before it is stored: a job too many finds nothing to do, one too few would leave a sleeping site as it is.
        foreach (var at in new[] { publishAt, unpublishAt }.OfType<DateTimeOffset>())
            await CarryOutScheduleJob.EnqueueAsync(jobs, at, now, cancellationToken);
        return await database.InTransactionAsync<PublishResult>(
            async db =>
            {
                var changed = await db.ExecuteAsync(
                    """
                    update content_items set publish_at = @publishAt, planned_version = @planned, unpublish_at = @unpublishAt
                    where id = @id and version = @version and trashed_at is null
                    """,
                    new { id, version, publishAt, planned = publishAt is null ? (int?)null : version, unpublishAt }, cancellationToken);
                var current = await items.FindAsync(db, id, cancellationToken);
                if (changed != 1)
                    return current is null ? new PublishResult.NotFound() : new PublishResult.Conflict(current);
                foreach (var rule in rules)
                {
                    if (await rule.PlanningAsync(db, current!, publishAt, cancellationToken) is { } refusal)
                        return new PublishResult.Refused(refusal);
                }

                return new PublishResult.Done(current!);
            },
            x => x is PublishResult.Done, cancellationToken);
    }
}
