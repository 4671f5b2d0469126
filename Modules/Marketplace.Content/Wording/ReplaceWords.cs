using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Data;

namespace Marketplace.Content.Wording;

/// <param name="Replaced">Texts that were saved.</param>
/// <param name="Published">Of them, those that readers see so already.</param>
/// <param name="Left">Not saved: texts that somebody changed meanwhile, and those that are refused, with the reason.</param>
internal sealed record ReplaceResult(int Replaced, int Published, IReadOnlyList<(string Title, string? Why)> Left);

/// <summary>
/// Puts the wanted words in the place of the unwanted ones, in texts that somebody has looked at. Drafts are saved; readers get them only
/// where that is asked for, and only of texts that had no unfinished changes besides.
/// </summary>
internal sealed class ReplaceWords(IDatabase database, ItemStore items, ItemRows rows, Publisher publisher, WordingReport report)
{
    /// <param name="names">See <see cref="WordyItem.Name"/>: each names the version that was looked at.</param>
    /// <param name="by">A user's id.</param>
    public async Task<ReplaceResult> ExecuteAsync(
        IEnumerable<string> names, bool publish, string by, CancellationToken cancellationToken)
    {
        var (replaced, published, left) = (0, 0, new List<(string, string?)>());
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var id = name.Split(':')[0];
            if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } seen)
                continue;
            if ($"{seen.Id}:{seen.Version}" != name)
            {
                left.Add((seen.Title, null));
                continue;
            }

            var wanted = report.Replace(seen.Text);
            if (wanted.IsSameAs(seen.Text))
                continue;
            var goesOut = publish && seen.PublishedVersion == seen.Version;
            var (rendered, why) = goesOut ? await publisher.PrepareAsync(seen.Kind, wanted, cancellationToken) : (null, null);
            if (why is not null)
            {
                left.Add((seen.Title, why));
                continue;
            }

            var (isSaved, refusal) = await database.InTransactionAsync(
                db => WriteAsync(db, seen, wanted, rendered, by, cancellationToken), x => x.IsSaved, cancellationToken);
            if (!isSaved)
            {
                left.Add((seen.Title, refusal));
                continue;
            }

            replaced++;
            published += rendered is null ? 0 : 1;
        }

        return new ReplaceResult(replaced, published, left);
    }

    /// <returns>Why not, where there is more to say than that somebody else saved meanwhile.</returns>
    private async Task<(bool IsSaved, string? Why)> WriteAsync(
        UnitOfWork db, ContentItem seen, ItemText wanted, RenderedText? rendered, string by, CancellationToken cancellationToken)
    {
        var saved = await rows.UpdateAsync(db, seen, wanted, by, isAuto: false, cancellationToken);
        if (saved is not SaveResult.Saved || rendered is null)
            return (saved is SaveResult.Saved, (saved as SaveResult.Invalid)?.Why);
        var item = (await items.FindAsync(db, seen.Id, cancellationToken))!;
        var published = await publisher.PublishAsync(db, item, rendered, by, cancellationToken);
        return (published is PublishResult.Done, (published as PublishResult.Refused)?.Why);
    }
}
