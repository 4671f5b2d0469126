using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Marketplace.Adjustments.Requests;

/// <summary>What the person before a screen may do, for pages whose actions need different permissions.</summary>
internal sealed class Operators(IAuthorizationService authorization)
{
    public async Task<bool> MayAsync(ClaimsPrincipal user, string permission) =>
        (await authorization.AuthorizeAsync(user, null, new PermissionRequirement(permission))).Succeeded;
}
