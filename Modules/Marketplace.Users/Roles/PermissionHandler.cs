using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Marketplace.Users;

internal sealed class PermissionHandler(RolePermissions permissions) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var roles = context.User.FindAll(ClaimTypes.Role).Select(x => x.Value);
        if (context.User.Identity?.IsAuthenticated == true && await permissions.AllowsAsync(roles, requirement.Permission, CancellationToken.None))
            context.Succeed(requirement);
    }
}
