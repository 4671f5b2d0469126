using System.Globalization;
using Marketplace.Deployments.Deployments;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Deployments.Areas.Deployments.Pages.Dashboard;

internal sealed class DeploymentsModel(DeploymentStore store) : PageModel
{
    private const int PageSize = 25;

    public DeploymentStatus? Status { get; private set; }

    public int Number { get; private set; }

    public DeploymentPage List { get; private set; } = new([], false);

    public async Task OnGetAsync(DeploymentStatus? status, int p = 1)
    {
        Status = status;
        Number = Math.Clamp(p, 1, 1000);
        List = await store.ListAsync(new DeploymentFilter([User.GetUserId()], Status, Number, PageSize), HttpContext.RequestAborted);
    }

    public string Address(int page)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["p"] = page.ToString(CultureInfo.InvariantCulture) };
        if (Status is { } status)
            query["status"] = status.ToString();
        return QueryHelpers.AddQueryString(Url.Content("~/dashboard/deployments"), query);
    }
}
