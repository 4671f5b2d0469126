using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class AccountsModel(ListAccounts listAccounts, OwnerNames owners) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<(AccountSummary Account, string Owner)> Rows { get; private set; } = [];

    public string? FirstUrl { get; private set; }

    public string? NextUrl { get; private set; }

    /// <summary>A customer's e-mail address or user id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = Q?.Trim();
        var owner = string.IsNullOrEmpty(Q) ? null : await owners.FindIdAsync(Q, cancellationToken);
        var page = await listAccounts.ExecuteAsync(owner, string.IsNullOrEmpty(Cursor) ? null : Cursor, PageSize, cancellationToken);
        var names = await owners.OfAsync(page.Accounts, cancellationToken);
        Rows = [.. page.Accounts.Select(x => (x, names[x.Owner]))];
        var path = Url.Content("~/admin/credits/accounts");
        FirstUrl = string.IsNullOrEmpty(Cursor) ? null : path;
        NextUrl = page.Next is { } next ? $"{path}?cursor={next}" : null;
    }
}
