using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Editing;

/// <summary>Makes an older version the newest: nothing of the history is lost by it.</summary>
internal sealed class RestoreVersion(ItemHistory history, IDatabase database, ItemStore items, ItemRows rows)
{
    /// <param name="current">The version that the editor has seen as the newest.</param>
    public async Task<SaveResult> ExecuteAsync(string id, int current, int version, string by, CancellationToken cancellationToken)
    {
        if (await history.FindAsync(id, version, cancellationToken) is not { } old)
            return new SaveResult.NotFound();
        return await database.InTransactionAsync(
            async db =>
            {
                if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } item)
                    return new SaveResult.NotFound();
                return item.Version != current
                    ? new SaveResult.Conflict(item)
                    : await rows.UpdateAsync(db, item, old.Text, by, isAuto: false, cancellationToken);
            },
            x => x is SaveResult.Saved, cancellationToken);
    }
}
