using Marketplace.Credits.Accounts;
using Marketplace.Credits.History;
using Marketplace.Credits.Transactions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class TransactionModel(ReadTransaction read, OwnerNames owners, TransactionTypeNames names) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public FullTransaction Details { get; private set; } = null!;

    public string TypeName => names.Of(Details.Head.Type);

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    /// <summary>Whether a fact names somebody by their id.</summary>
    public bool IsPerson(string name) =>
        name.EndsWith("_by", StringComparison.Ordinal) || name.EndsWith("_user_id", StringComparison.Ordinal);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await read.ExecuteAsync(id, cancellationToken) is not { } details)
            return NotFound();
        Details = details;
        _names = await owners.OfAsync(
            [.. details.Entries.Select(x => x.Owner).OfType<string>(), .. details.Lots.Select(x => x.Owner),
                .. details.Metadata.Where(x => IsPerson(x.Key)).Select(x => x.Value)],
            cancellationToken);
        return Page();
    }
}
