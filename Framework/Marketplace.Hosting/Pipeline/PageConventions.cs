using Marketplace.Abstractions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Marketplace.Hosting.Pipeline;

/// <summary>Pages under <c>Pages/Admin</c> need entry to the admin portal, pages under <c>Pages/Dashboard</c> a signed-in user.</summary>
internal sealed class PageConventions : IPageApplicationModelConvention
{
    public void Apply(PageApplicationModel model)
    {
        if (model.ViewEnginePath.StartsWith("/Admin/", StringComparison.Ordinal))
            model.EndpointMetadata.Add(new RequirePermissionAttribute(AdminPermissions.AccessAdmin.Name));
        else if (model.ViewEnginePath.StartsWith("/Dashboard/", StringComparison.Ordinal))
            model.EndpointMetadata.Add(new AuthorizeAttribute());
    }
}
