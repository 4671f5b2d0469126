using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>Who saved what and when, with two versions beside each other.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class HistoryModel(
    ItemStore items, ItemHistory history, RestoreVersion restore, PersonNames people, IStringLocalizer<HistoryModel> text) : PageModel
{
    private const int Shown = 200;

    /// <summary>Longer texts are not compared word by word, which would take too long.</summary>
    private const int LongestCompared = 200_000;

    public ContentItem Item { get; private set; } = null!;

    public IReadOnlyList<ItemVersion> Versions { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public ItemVersion? From { get; private set; }

    public ItemVersion? To { get; private set; }

    /// <summary>Null where there is nothing to compare, or too much.</summary>
    public SideBySideDiffModel? Difference { get; private set; }

    public bool IsTooLong { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? from, string? to, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { } item)
            return NotFound();
        Item = item;
        Versions = await history.ListAsync(id, Shown, cancellationToken);
        Names = await people.OfAsync(Versions.Select(x => x.ById), cancellationToken);
        To = await FindAsync(to, item.Version, cancellationToken);
        From = await FindAsync(
            from, Versions.FirstOrDefault(x => x.Version < To?.Version)?.Version ?? 0, cancellationToken);
        if (From is null || To is null)
            return Page();
        IsTooLong = From.Body.Length + To.Body.Length > LongestCompared;
        if (!IsTooLong)
            Difference = SideBySideDiffBuilder.Diff(Whole(From), Whole(To));
        return Page();
    }

    public async Task<IActionResult> OnPostRestoreAsync(string id, int current, int version, CancellationToken cancellationToken)
    {
        var result = await restore.ExecuteAsync(id, current, version, User.GetUserId(), cancellationToken);
        switch (result)
        {
            case SaveResult.Saved:
                TempData.Note("success", text["Version {0} is the newest again, as a draft. The one before is kept, too.", version]);
                return RedirectToPage("/Admin/Item", new { id });
            case SaveResult.Conflict:
                TempData.Note("warning", text["Somebody saved it just now. Look at it, then decide again."]);
                break;
            case SaveResult.AddressTaken taken:
                TempData.Note("danger", taken.Why);
                break;
            case SaveResult.Reserved reserved:
                TempData.Note("danger", reserved.Why);
                break;
            case SaveResult.Invalid invalid:
                TempData.Note("danger", invalid.Why);
                break;
            case SaveResult.NotFound:
                return NotFound();
            default:
                throw new InvalidOperationException($"No answer to {result}.");
        }

        return RedirectToPage(new { id });
    }

    private async Task<ItemVersion?> FindAsync(string? typed, int otherwise, CancellationToken cancellationToken) =>
        await history.FindAsync(
            Item.Id,
            int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)
                ? version
                : otherwise,
            cancellationToken);

    /// <summary>With everything that belongs to it, so that one comparison shows all.</summary>
    private string Whole(ItemVersion version) => string.Join('\n', new[]
    {
        $"{text["Title"]}: {version.Title}", $"{text["Address"]}: {version.Address}", $"{text["Description"]}: {version.Description}",
    }.Concat(version.Text.Fields.Select(x => $"{x.Key}: {x.Value}")).Append("").Append(version.Body.ReplaceLineEndings("\n")));
}
