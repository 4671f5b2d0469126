using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <param name="Done">How many items it was done with.</param>
/// <param name="Refused">Title and sentence of the others.</param>
internal sealed record BulkResult(int Done, IReadOnlyList<(string Title, string Why)> Refused);

/// <summary>One act on many items, each in its own transaction: what is refused for one holds up no other.</summary>
internal sealed class BulkAct(
    ItemStore items, PublishItem publish, UnpublishItem unpublish, SubmitForReview submit, Trash trash, IStringLocalizer<BulkAct> text)
{
    public const string Publish = "publish";
    public const string Unpublish = "unpublish";
    public const string Submit = "submit";
    public const string MoveToTrash = "trash";
    public const string Restore = "restore";
    public const string Delete = "delete";

    /// <summary>At most, at once.</summary>
    public const int Most = 200;

    /// <param name="mayPublish">Whether the person has <see cref="Permissions.PublishContent"/>: without it, what readers see or saw stays
    /// out of reach.</param>
    public async Task<BulkResult> ExecuteAsync(
        string act, IReadOnlyCollection<string> ids, string by, bool mayPublish, CancellationToken cancellationToken)
    {
        var done = 0;
        var refused = new List<(string, string)>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal).Take(Most))
        {
            if (await items.FindAsync(id, cancellationToken) is not { } item)
                continue;
            if ((mayPublish ? null : WhyOnlyPublishers(act, item)) is { } barred)
                refused.Add((item.Title, barred));
            else if (await WhyNotAsync(act, item, by, cancellationToken) is { } why)
                refused.Add((item.Title, why));
            else
                done++;
        }

        return new BulkResult(done, refused);
    }

    /// <summary>The trash takes a page from its readers, and deleting one for good ends what its old addresses said.</summary>
    private string? WhyOnlyPublishers(string act, ContentItem item) => act switch
    {
        Publish or Unpublish => text["Only those who publish pages may do this."].Value,
        MoveToTrash when item.IsPublished => text["Readers see it: only those who publish pages may take it away."].Value,
        Delete when item.LastAddress is not null =>
            text["Readers have seen it: only those who publish pages may delete it for good."].Value,
        _ => null,
    };

    private async Task<string?> WhyNotAsync(string act, ContentItem item, string by, CancellationToken cancellationToken) => act switch
    {
        Publish => WhyNot(await publish.ExecuteAsync(item.Id, item.Version, by, cancellationToken)),
        Unpublish => WhyNot(await unpublish.ExecuteAsync(item.Id, by, cancellationToken)),
        Submit => WhyNot(await submit.ExecuteAsync(item.Id, item.Version, by, cancellationToken)),
        MoveToTrash => await trash.ExecuteAsync(item.Id, by, cancellationToken) ? null : text["It is in the trash already."].Value,
        Restore => await trash.RestoreAsync(item.Id, by, cancellationToken) ? null : text["It is not in the trash."].Value,
        Delete => await trash.DeleteForGoodAsync(item.Id, by, cancellationToken) ? null : text["It is not in the trash."].Value,
        _ => text["Choose what to do first."].Value,
    };

    private string? WhyNot(PublishResult result) => result switch
    {
        PublishResult.Done => null,
        PublishResult.Refused refused => refused.Why,
        PublishResult.Conflict => text["Somebody saved it just now. Look at it, then try again."].Value,
        PublishResult.NotFound => text["It is not there any more."].Value,
        _ => throw new InvalidOperationException($"No answer to {result}."),
    };
}
