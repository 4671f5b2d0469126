using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>Gives readers an item as it is saved.</summary>
internal sealed class PublishItem(
    IDatabase database, ItemStore items, ItemHistory history, Publisher publisher, IStringLocalizer<PublishItem> text)
{
    /// <param name="version">That whoever publishes has seen.</param>
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    public Task<PublishResult> ExecuteAsync(string id, int version, string by, CancellationToken cancellationToken) =>
        ExecuteAsync(id, version, by, onlyInReview: false, cancellationToken);

    /// <summary>The reviewer agrees: what waits for review is published.</summary>
    /// <param name="version">That the reviewer has read.</param>
    public Task<PublishResult> ApproveAsync(string id, int version, string by, CancellationToken cancellationToken) =>
        ExecuteAsync(id, version, by, onlyInReview: true, cancellationToken);

    /// <summary>The time that somebody planned has come: readers get the version of the plan, though there may be newer drafts.</summary>
    /// <param name="at">The planned time; where it is another by now, or none, nothing is done.</param>
    public async Task<PublishResult> ExecutePlannedAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null, PlannedVersion: { } planned } seen
            || seen.PublishAt != at || await history.FindAsync(id, planned, cancellationToken) is not { } version)
            return new PublishResult.NotFound();
        var (rendered, why) = await publisher.PrepareAsync(seen.Kind, version.Text, cancellationToken);
        if (rendered is null)
            return new PublishResult.Refused(why!);
        return await database.InTransactionAsync(
            async db =>
            {
                if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                    return new PublishResult.NotFound();
                if (item.PublishAt != at || item.PlannedVersion != planned)
                    return new PublishResult.Conflict(item);
                if (item.PublishedVersion == planned)
                    return new PublishResult.Done(item);
                var then = item with
                {
                    Title = version.Title, Description = version.Description, Address = version.Address, Body = version.Body,
                    Fields = version.Fields, Version = planned,
                };
                return await publisher.PublishAsync(db, then, rendered, Acting.Program, cancellationToken);
            },
            x => x is PublishResult.Done, cancellationToken);
    }

    private async Task<PublishResult> ExecuteAsync(
        string id, int version, string by, bool onlyInReview, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } seen)
            return new PublishResult.NotFound();
        if (seen.Version != version)
            return new PublishResult.Conflict(seen);
        var (rendered, why) = await publisher.PrepareAsync(seen.Kind, seen.Text, cancellationToken);
        if (rendered is null)
            return new PublishResult.Refused(why!);
        return await database.InTransactionAsync(
            async db =>
            {
                if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                    return new PublishResult.NotFound();
                if (item.Version != version)
                    return new PublishResult.Conflict(item);
                if (onlyInReview && item.State != ItemState.InReview)
                    return new PublishResult.Refused(text["It does not wait for review any more."]);
                if (item.State == ItemState.Published && item.PublishedVersion == version)
                    return new PublishResult.Done(item);
                return await publisher.PublishAsync(db, item, rendered, by, cancellationToken);
            },
            x => x is PublishResult.Done, cancellationToken);
    }
}
