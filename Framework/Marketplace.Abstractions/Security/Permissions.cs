using Microsoft.AspNetCore.Authorization;

namespace Marketplace.Abstractions;

/// <summary>Something a role may be allowed to do.</summary>
/// <param name="DefaultRoles">Roles that have it when the tenant is set up; <see cref="Roles.Administrator"/> always has all.</param>
public sealed record Permission(string Name, string Description, params string[] DefaultRoles);

public interface IPermissionProvider
{
    IEnumerable<Permission> GetPermissions();
}

/// <summary>The roles every tenant starts with.</summary>
public static class Roles
{
    public const string Administrator = "Administrator";
    public const string Editor = "Editor";
    public const string Operator = "Operator";
    public const string Customer = "Customer";
}

/// <summary>Entry to <c>/admin</c>; every page below it asks for this and for its own permission.</summary>
public static class AdminPermissions
{
    public static readonly Permission AccessAdmin = new("AccessAdmin", "Enter the admin portal", Roles.Editor, Roles.Operator);
}

/// <summary>
/// Page, handler or endpoint that needs a permission: <c>[RequirePermission("ManageFeatures")]</c> or <c>.RequirePermission(…)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirePermissionAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirementData
{
    public string Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(Permission)];
}

/// <summary>
/// Met when one of the user's roles has the permission in this tenant. The module Users handles it; without it nobody passes.
/// </summary>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Names of the rate limits that the host sets up per tenant and client.</summary>
public static class RateLimits
{
    /// <summary>Sign-in, registration, password reset.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Writes that move money.</summary>
    public const string Money = "money";
}
