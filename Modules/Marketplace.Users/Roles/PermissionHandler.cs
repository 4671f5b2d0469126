using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Users.Roles;

/// <summary>Whoever changes something is judged by what their roles may do in this moment, not a few seconds ago.</summary>
internal sealed class PermissionHandler(RolePermissions permissions) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return;
        var picture = context.Resource is HttpContext http && !http.Request.IsRead()
            ? await permissions.GetPresentAsync(CancellationToken.None)
            : await permissions.GetAsync(CancellationToken.None);
        if (context.User.FindAll(ClaimTypes.Role).Any(x => picture.Allows(x.Value, requirement.Permission)))
            context.Succeed(requirement);
    }
}
