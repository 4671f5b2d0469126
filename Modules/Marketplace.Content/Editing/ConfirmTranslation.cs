using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <summary>Somebody has compared a translation with its source, and says that it is up to date.</summary>
internal sealed class ConfirmTranslation(IDatabase database, ItemStore items, IStringLocalizer<ConfirmTranslation> text)
{
    /// <param name="version">Of the translation, as it was seen.</param>
    /// <param name="sourceVersion">Of the source, as it was compared with. Where readers have a newer one by now, the translation is out of
    /// date again at once.</param>
    public Task<PublishResult> ExecuteAsync(string id, int version, int sourceVersion, CancellationToken cancellationToken) =>
        database.InTransactionAsync<PublishResult>(
            async db =>
            {
                if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                    return new PublishResult.NotFound();
                if (item.Version != version)
                    return new PublishResult.Conflict(item);
                if (item.SourceItemId is not { } sourceId
                    || await items.FindAsync(db, sourceId, cancellationToken) is not { TrashedAt: null, PublishedVersion: { } published }
                    || sourceVersion > published || sourceVersion < (item.SourceVersion ?? 0))
                {
                    return new PublishResult.Refused(
                        text["The text it was translated from is another by now. Look at what changed, then decide again."]);
                }

                await db.ExecuteAsync(
                    "update content_items set source_version = @sourceVersion where id = @id", new { id, sourceVersion },
                    cancellationToken);
                return new PublishResult.Done(item with { SourceVersion = sourceVersion });
            },
            cancellationToken);
}
