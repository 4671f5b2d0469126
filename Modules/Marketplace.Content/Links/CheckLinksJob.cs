using Marketplace.Content.Items;
using Marketplace.Content.Publishing;

namespace Marketplace.Content.Links;

/// <param name="Why">For whoever looks into the queue.</param>
internal sealed record LinksToCheck(string Why);

/// <summary>Checks until nothing was published while it did: what came meanwhile could add no second job.</summary>
[StoredName("Marketplace.Content.CheckLinksJob")]
internal sealed class CheckLinksJob(CheckLinks check, ContentStamp stamp) : IJob<LinksToCheck>
{
    private const string Key = "content.links";
    private const int MostRounds = 5;

    public async Task ExecuteAsync(LinksToCheck payload, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (done, _) = await check.ExecuteAsync(cancellationToken);
            if (await stamp.ReadAsync(cancellationToken) == done.Stamp)
                return;
        }
    }

    public static Task EnqueueAsync(IJobQueue jobs, string why, TimeSpan delay, CancellationToken cancellationToken) =>
        jobs.EnqueueAsync<CheckLinksJob, LinksToCheck>(new LinksToCheck(why), Key, delay, cancellationToken);
}

/// <summary>Other modules' pages come and go without anybody publishing.</summary>
[BackgroundTask(
    Title = "Check links", Description = "Follows the links of published texts and lists those that lead nowhere.",
    Schedule = "40 2 * * *", WakesTenant = false)]
[StoredName("Marketplace.Content.CheckLinksNightly")]
internal sealed class CheckLinksNightly(CheckLinks check) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => check.ExecuteAsync(cancellationToken);
}

/// <summary>What was published may have mended links or broken some, its own and others'.</summary>
[StoredName("Marketplace.Content.CheckLinksAfterPublishing")]
[Delivery(Lane.Work)]
internal sealed class CheckLinksAfterPublishing(IJobQueue jobs) : IEventHandler<ContentPublished>
{
    /// <summary>Who publishes one page often publishes more.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public Task HandleAsync(ContentPublished @event, string eventId, CancellationToken cancellationToken) =>
        CheckLinksJob.EnqueueAsync(jobs, "published", Pause, cancellationToken);
}

/// <summary>What led to a text that was taken back leads nowhere now.</summary>
[StoredName("Marketplace.Content.CheckLinksAfterUnpublishing")]
[Delivery(Lane.Work)]
internal sealed class CheckLinksAfterUnpublishing(IJobQueue jobs) : IEventHandler<ContentUnpublished>
{
    public Task HandleAsync(ContentUnpublished @event, string eventId, CancellationToken cancellationToken) =>
        CheckLinksJob.EnqueueAsync(jobs, "unpublished", CheckLinksAfterPublishing.Pause, cancellationToken);
}
