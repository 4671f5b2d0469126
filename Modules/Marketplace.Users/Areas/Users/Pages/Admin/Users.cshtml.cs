using Marketplace.Users.Administration;
using Marketplace.Users.Roles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Users.Areas.Users.Pages.Admin;

[RequirePermission(Permissions.ManageUsers)]
internal sealed class UsersModel(ListUsers list, RolePermissions permissions) : PageModel
{
    /// <summary>Deeper pages are for the search.</summary>
    private const int LastPage = 4000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "locked")]
    public bool Locked { get; set; }

    [BindProperty(SupportsGet = true, Name = "shared")]
    public bool Shared { get; set; }

    /// <summary>Not named <c>page</c>, which is the route's own word.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public UserFilter Filter => new(Q, Role, Locked, Shared);

    public UserPage Found { get; private set; } = null!;

    public IReadOnlyList<string> AllRoles { get; private set; } = [];

    public string? PreviousUrl => Number > 1 ? UrlOf(Number - 1) : null;

    public string? NextUrl => Found.HasMore ? UrlOf(Number + 1) : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Number = Math.Clamp(Number, 1, LastPage);
        Found = await list.ExecuteAsync(Filter, Number, cancellationToken);
        AllRoles = [.. (await permissions.GetAsync(cancellationToken)).Roles.Keys.Order(StringComparer.OrdinalIgnoreCase)];
    }

    private string UrlOf(int number) =>
        Url.Page("/Admin/Users", new { q = Q, role = Role, locked = Locked ? "true" : null, shared = Shared ? "true" : null, p = number })!;
}
