using Marketplace.TfpMigration.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.TfpMigration.Areas.TfpMigration.Pages.Dashboard;

/// <summary>Puts the notice of the migration away; there is nothing to see here.</summary>
internal sealed class MigrationNoticeModel(MigrationNotices notices) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/dashboard/wallet");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await notices.DismissAsync(User.GetUserId(), cancellationToken);
        return LocalRedirect("~/dashboard/wallet");
    }
}
