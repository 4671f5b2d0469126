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
    ItemStore items, ItemHistory history, CompareVersions compare, RestoreVersion restore, PersonNames people,
    IStringLocalizer<HistoryModel> text) : PageModel
{
    private const int Shown = 200;

    public ContentItem Item { get; private set; } = null!;

    public IReadOnlyList<ItemVersion> Versions { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Null where there is nothing to compare.</summary>
    public VersionDifference? Difference { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string? from, string? to, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { } item)
            return NotFound();
        Item = item;
        Versions = await history.ListAsync(id, Shown, cancellationToken);
        Names = await people.OfAsync(Versions.Select(x => x.ById), cancellationToken);
        var then = await FindAsync(to, item.Version, cancellationToken);
        var before = await FindAsync(from, Versions.FirstOrDefault(x => x.Version < then?.Version)?.Version ?? 0, cancellationToken);
        Difference = before is null || then is null ? null : compare.Of(before, then);
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
}
