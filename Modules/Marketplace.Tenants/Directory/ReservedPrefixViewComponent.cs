using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tenants.Directory;

/// <summary>Tenants at addresses that are the product's own, in the list of what needs attention.</summary>
public sealed class ReservedPrefixViewComponent : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var tenants = await HttpContext.RequestServices.GetRequiredService<ITenantDirectory>().ListAsync(HttpContext.RequestAborted);
        IReadOnlyList<TenantInfo> there = [.. tenants.Where(x => x.IsAtReservedPrefix)];
        return there.Count > 0 ? View("~/Areas/Tenants/Pages/Shared/_ReservedPrefixes.cshtml", there) : Content("");
    }
}
