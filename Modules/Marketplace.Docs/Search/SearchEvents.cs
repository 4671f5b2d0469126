using Marketplace.Content.Publishing;
using Marketplace.Docs.Kinds;

namespace Marketplace.Docs.Search;

[StoredName("Marketplace.Docs.IndexPublishedPage")]
[Delivery(Lane.Work, OrderBy = nameof(ContentPublished.ItemId), LatestOnly = true)]
internal sealed class IndexPublishedPage(IndexPages pages) : IEventHandler<ContentPublished>
{
    public Task HandleAsync(ContentPublished @event, string eventId, CancellationToken cancellationToken) =>
        @event.Kind == DocKinds.Doc
            ? pages.FollowAsync(@event.ItemId, @event.Address ?? "", @event.Language, isPublished: true, cancellationToken)
            : Task.CompletedTask;
}

[StoredName("Marketplace.Docs.ForgetUnpublishedPage")]
[Delivery(Lane.Work, OrderBy = nameof(ContentUnpublished.ItemId), LatestOnly = true)]
internal sealed class ForgetUnpublishedPage(IndexPages pages) : IEventHandler<ContentUnpublished>
{
    public Task HandleAsync(ContentUnpublished @event, string eventId, CancellationToken cancellationToken) =>
        @event.Kind == DocKinds.Doc
            ? pages.FollowAsync(@event.ItemId, @event.Address ?? "", @event.Language, isPublished: false, cancellationToken)
            : Task.CompletedTask;
}

[BackgroundTask(
    Title = "Bring the documentation's search up to date",
    Description = "Indexes pages that were published while the documentation was off, and takes out those that are gone.",
    Schedule = "*/10 * * * *",
    WakesTenant = false)]
[StoredName("Marketplace.Docs.CatchUpSearch")]
internal sealed class CatchUpSearch(IndexPages pages) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => pages.CatchUpAsync(cancellationToken);
}
