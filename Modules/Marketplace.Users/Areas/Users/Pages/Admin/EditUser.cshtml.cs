using System.Diagnostics;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Roles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Admin;

[RequirePermission(Permissions.ManageUsers)]
internal sealed class EditUserModel(
    UserAccounts users,
    ChangeUserRoles changeRoles,
    LockUser lockUser,
    SendResetLink sendReset,
    RolePermissions permissions,
    RefusalText refusals,
    EditConflicts conflicts,
    TimeProvider time,
    IStringLocalizer<EditUserModel> text) : PageModel
{
    private IReadOnlyList<string>? _typed;

    public User Account { get; private set; } = null!;

    /// <summary>As they were sent, where they could not be saved.</summary>
    public IEnumerable<string> ShownRoles => _typed ?? [.. Account.Roles];

    public string RolesVersion => ChangeUserRoles.VersionOf(Account.Roles);

    public IReadOnlyList<string> AllRoles { get; private set; } = [];

    public bool IsLocked => Account.LockoutEnd > time.GetUtcNow();

    /// <summary>An administrator's account is for administrators to change.</summary>
    public bool MayChange => !Account.Roles.Contains(Abstractions.Roles.Administrator) || User.IsInRole(Abstractions.Roles.Administrator);

    public bool IsSelf => Account.Id == User.FindUserId();

    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostRolesAsync(
        string id, string? version, [FromForm(Name = "Input.Roles")] IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        _typed = roles;
        return await AnswerAsync(
            id, await changeRoles.ExecuteAsync(User.GetUserId(), id, version, roles, cancellationToken), text["The roles are saved."],
            cancellationToken);
    }

    public async Task<IActionResult> OnPostUnlockAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, await lockUser.UnlockAsync(User.GetUserId(), id, cancellationToken), text["The account is unlocked."], cancellationToken);

    public async Task<IActionResult> OnPostResetAsync(string id, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(id) is not { } user)
            return NotFound();
        var result = await sendReset.ExecuteAsync(User.GetUserId(), id, cancellationToken);
        return await AnswerAsync(id, result, text["The mail to {0} is on its way.", user.Email], cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(string id, UserChangeResult result, string note, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case UserChangeResult.Changed:
                TempData.Note("success", note);
                return RedirectToPage(new { id });
            case UserChangeResult.Refused refused:
                ModelState.AddModelError("", refusals.Of(refused.Reason));
                return await ShowAsync(id, cancellationToken);
            case UserChangeResult.Conflict:
                var shown = await ShowAsync(id, cancellationToken);
                ModelState.AddModelError("", conflicts.Sentence);
                ModelState.AddModelError("Input.Roles", text["Somebody else saved “{0}”.", string.Join(", ", Account.Roles)]);
                return shown;
            case UserChangeResult.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(string id, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(id) is not { } user)
            return NotFound();
        Account = user;
        AllRoles = [.. (await permissions.GetAsync(cancellationToken)).Roles.Keys.Order(StringComparer.OrdinalIgnoreCase)];
        return Page();
    }
}
