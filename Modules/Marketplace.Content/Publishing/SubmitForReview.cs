using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>Asks somebody else to look at a draft.</summary>
internal sealed class SubmitForReview(IDatabase database, ItemStore items, IStringLocalizer<SubmitForReview> text)
{
    /// <param name="version">That was saved last.</param>
    public Task<PublishResult> ExecuteAsync(string id, int version, string by, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => MoveAsync(
                db, id, version, ItemState.Draft, ItemState.InReview, text["Only a draft with changes can be given to review."],
                cancellationToken),
            cancellationToken);

    /// <summary>Back to a draft, by its writer or by a reviewer who asks for changes.</summary>
    public Task<PublishResult> TakeBackAsync(UnitOfWork db, string id, int version, CancellationToken cancellationToken) =>
        MoveAsync(db, id, version, ItemState.InReview, ItemState.Draft, text["It does not wait for review any more."], cancellationToken);

    private async Task<PublishResult> MoveAsync(
        UnitOfWork db, string id, int version, ItemState from, ItemState to, string why, CancellationToken cancellationToken)
    {
        var moved = await db.ExecuteAsync(
            "update content_items set state = @to where id = @id and version = @version and state = @from and trashed_at is null",
            new { id, version, from = from.ToString(), to = to.ToString() }, cancellationToken);
        return await items.FindAsync(db, id, cancellationToken) is not { TrashedAt: null } item ? new PublishResult.NotFound()
            : moved == 1 ? new PublishResult.Done(item)
            : item.Version != version ? new PublishResult.Conflict(item)
            : new PublishResult.Refused(why);
    }
}
