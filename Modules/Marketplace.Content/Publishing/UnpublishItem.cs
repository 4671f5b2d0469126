using Marketplace.Content.Items;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Publishing;

/// <summary>Takes an item away from readers; it stays as a draft.</summary>
internal sealed class UnpublishItem(
    IDatabase database, ItemStore items, Publisher publisher, IAudit audit, IStringLocalizer<UnpublishItem> text)
{
    /// <param name="by">A user's id, or a word of <see cref="Acting"/>.</param>
    public Task<PublishResult> ExecuteAsync(string id, string by, CancellationToken cancellationToken) =>
        database.InTransactionAsync<PublishResult>(
        async db =>
        {
            if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                return new PublishResult.NotFound();
            if (!await publisher.WithdrawAsync(db, item, by, cancellationToken))
                return new PublishResult.Refused(text["Readers do not see it, so it cannot be taken back."]);
            await audit.WriteAsync(db, ContentActs.Of(ContentActs.Unpublished, item, by), cancellationToken);
            return new PublishResult.Done((await items.FindAsync(db, id, cancellationToken))!);
        },
        x => x is PublishResult.Done, cancellationToken);
}
