using Marketplace.Content.Items;
using Marketplace.Data;

namespace Marketplace.Content.Editing;

/// <summary>
/// Saves what an editor typed. It never changes what readers see, and never overwrites a version that the editor has not seen. The same
/// text once more is saved already: a repetition after a lost answer is no conflict, and makes no version.
/// </summary>
internal sealed class SaveDraft(IDatabase database, ItemStore items, ItemRows rows)
{
    /// <param name="version">That the editor has seen.</param>
    /// <param name="isAuto">Saved by itself while somebody types: such versions of one sitting become one line of the history.</param>
    public Task<SaveResult> ExecuteAsync(
        string id, int version, ItemText text, string by, bool isAuto, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await items.LockAsync(db, id, cancellationToken) is not { TrashedAt: null } current)
                    return new SaveResult.NotFound();
                if (current.Text.IsSameAs(text with { Title = text.Title.Trim(), Description = text.Description.Trim() }))
                    return new SaveResult.Saved(id, current.Version, current.ChangedAt);
                if (current.Version != version)
                    return new SaveResult.Conflict(current);
                return await rows.UpdateAsync(db, current, text, by, isAuto, cancellationToken);
            },
            x => x is SaveResult.Saved, cancellationToken);
}
