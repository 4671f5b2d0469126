using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Publishing;

/// <summary>
/// Publishes and takes back what is due. Each act clears its own time in its transaction, so that a second run finds nothing to do. What
/// cannot be published stays due, is tried again each minute while the site is awake, and stands in the editors' overview as late. A site
/// that sleeps is woken by <see cref="CarryOutScheduleJob"/>.
/// </summary>
[BackgroundTask(
    Title = "Publish what is due",
    Description = "Publishes pages, and takes them back, at the time that their editors chose.",
    Schedule = "* * * * *", WakesTenant = false)]
[StoredName("Marketplace.Content.CarryOutSchedule")]
internal sealed class CarryOutSchedule(
    IDatabase database, ItemStore items, PublishItem publish, UnpublishItem unpublish, TimeProvider time,
    ILogger<CarryOutSchedule> logger) : IBackgroundTask
{
    private const int AtOnce = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var due in await ListAsync(cancellationToken))
        {
            if (due.IsPublish)
                await PublishAsync(due, cancellationToken);
            else
                await UnpublishAsync(due, cancellationToken);
        }
    }

    private async Task PublishAsync(Due due, CancellationToken cancellationToken)
    {
        var result = await publish.ExecutePlannedAsync(due.Id, due.At, cancellationToken);
        switch (result)
        {
            case PublishResult.Done:
                // What readers see already was not published anew, and is not due any more either.
                await ClearAsync("publish_at", ", planned_version = null", due, cancellationToken);
                break;
            case PublishResult.Refused refused:
                logger.LogWarning("{Item} is due but cannot be published: {Why}", due.Id, refused.Why);
                break;
            case PublishResult.Conflict or PublishResult.NotFound:
                // Somebody planned anew in this moment.
                break;
            default:
                throw new InvalidOperationException($"No answer to {result}.");
        }
    }

    private async Task UnpublishAsync(Due due, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(due.Id, cancellationToken) is not { TrashedAt: null } item || item.UnpublishAt != due.At)
            return;
        await unpublish.ExecuteAsync(item.Id, Acting.Program, cancellationToken);
        // What could not be published yet is to be taken back once it is.
        if (item.PublishAt is { } waiting && waiting <= due.At)
            return;
        await ClearAsync("unpublish_at", "", due, cancellationToken);
    }

    /// <summary>Another time, planned meanwhile, stays.</summary>
    /// <param name="further">Assignments that belong to it.</param>
    private Task ClearAsync(string column, string further, Due due, CancellationToken cancellationToken) => database.InTransactionAsync(
        db => db.ExecuteAsync(
            $"update content_items set {column} = null{further} where id = @Id and {column} = @At", new { due.Id, due.At },
            cancellationToken),
        cancellationToken);

    /// <summary>
    /// In the order of their times: what was to be published and taken back while nothing ran is both, one after the other.
    /// </summary>
    private async Task<IReadOnlyList<Due>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<Due>(
            $"""
            select id, publish_at as at, 1 as is_publish from content_items where publish_at <= @now and trashed_at is null
            union all
            select id, unpublish_at as at, 0 as is_publish from content_items where unpublish_at <= @now and trashed_at is null
            order by at, is_publish desc limit {AtOnce}
            """,
            new { now = time.GetUtcNow() }, cancellationToken);
    }

    private sealed record Due
    {
        public required string Id { get; init; }

        public required DateTimeOffset At { get; init; }

        public required bool IsPublish { get; init; }
    }
}
