using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
internal sealed class CampaignsModel(ListCampaigns list, OwnerNames owners, Operators operators) : PageModel
{
    private const int PageSize = 50;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IReadOnlyList<Campaign> Rows { get; private set; } = [];

    public bool MayManage { get; private set; }

    public string? FirstUrl => Before is null ? null : Url.Page("/Admin/Campaigns");

    public string? NextUrl { get; private set; }

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Before = string.IsNullOrEmpty(Before) ? null : Before;
        var page = await list.ExecuteAsync(Before, PageSize, cancellationToken);
        Rows = page.Campaigns;
        _names = await owners.OfAsync(Rows.Select(x => x.CreatedBy), cancellationToken);
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Campaigns", new { before = next }) : null;
        MayManage = await operators.MayAsync(User, Permissions.ManageCampaigns);
    }
}
