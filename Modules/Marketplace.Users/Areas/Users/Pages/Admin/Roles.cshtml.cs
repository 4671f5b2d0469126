using System.Diagnostics;
using Marketplace.Users.Roles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Admin;

[RequirePermission(Permissions.ManageRoles)]
internal sealed class RolesModel(
    RolePermissions permissions, PermissionCatalog catalog, ChangeRolePermissions change, IStringLocalizer<RolesModel> text) : PageModel
{
    private IReadOnlySet<RoleGrant>? _ticked;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    public IReadOnlyList<PermissionGroup> Groups { get; private set; } = [];

    /// <summary>Of the permissions shown, so that nobody overwrites what they have not seen.</summary>
    public long Version { get; private set; }

    public bool IsTicked(Role role, string permission) =>
        _ticked?.Contains(new RoleGrant(role.Id, permission)) ?? role.Permissions.Contains(permission);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var picture = await permissions.GetAsync(cancellationToken);
        Version = picture.Version;
        Roles = [.. picture.Roles.Values.OrderBy(x => x.Id, StringComparer.Ordinal)];
        Groups = catalog.List();
    }

    public async Task<IActionResult> OnPostAsync(long version, IReadOnlyList<string>? granted, CancellationToken cancellationToken)
    {
        // An empty tick comes as null, and nothing but one as no list.
        _ticked = (granted ?? []).OfType<string>().Select(x => x.Split('|')).Where(x => x.Length == 2)
            .Select(x => new RoleGrant(x[0], x[1])).ToHashSet();
        switch (await change.ExecuteAsync(User.GetUserId(), version, _ticked, cancellationToken))
        {
            case ChangeRolePermissionsResult.Changed changed:
                TempData.Note("success", changed.Count == 0 ? text["Nothing was changed."] : text["The permissions are saved."]);
                return RedirectToPage();
            case ChangeRolePermissionsResult.Overtaken:
                _ticked = null;
                ModelState.AddModelError(
                    "", text[
                        "Somebody else saved the permissions meanwhile. Nothing of yours was saved; look at them as they are now and try "
                        + "again."]);
                break;
            case ChangeRolePermissionsResult.BeyondOwnPermissions beyond:
                ModelState.AddModelError(
                    "", text[
                        "You do not have the permission {0} yourself, so you cannot give or take it. Nothing was saved.",
                        beyond.Permission]);
                break;
            default:
                throw new UnreachableException();
        }

        await OnGetAsync(cancellationToken);
        return Page();
    }
}
