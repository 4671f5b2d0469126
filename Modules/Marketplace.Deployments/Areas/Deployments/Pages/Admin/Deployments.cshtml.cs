using System.Globalization;
using Marketplace.Deployments.Deployments;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Deployments.Areas.Deployments.Pages.Admin;

[RequirePermission(Permissions.ManageDeployments)]
internal sealed class DeploymentsModel(DeploymentStore store, IUserDirectory? users = null) : PageModel
{
    private const int PageSize = 50;

    public DeploymentStatus? Status { get; private set; }

    public string? Customer { get; private set; }

    public int Number { get; private set; }

    public DeploymentPage List { get; private set; } = new([], false);

    public async Task OnGetAsync(DeploymentStatus? status, string? customer, int p = 1)
    {
        Status = status;
        Customer = string.IsNullOrWhiteSpace(customer) ? null : customer.Trim();
        Number = Math.Clamp(p, 1, 1000);
        var people = Customer is null ? null : await users.FindIdsAsync(Customer, HttpContext.RequestAborted);
        List = await store.ListAsync(new DeploymentFilter(people, Status, Number, PageSize), HttpContext.RequestAborted);
    }

    public string Address(int page)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["p"] = page.ToString(CultureInfo.InvariantCulture) };
        if (Status is { } status)
            query["status"] = status.ToString();
        if (Customer is not null)
            query["customer"] = Customer;
        return QueryHelpers.AddQueryString(Url.Content("~/admin/deployments"), query);
    }
}
