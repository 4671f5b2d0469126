using System.Diagnostics;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Admin;

[RequirePermission(Permissions.ManageUsers)]
internal sealed class LockUserModel(UserAccounts users, LockUser lockUser, RefusalText refusals, IStringLocalizer<LockUserModel> text)
    : PageModel
{
    public User Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await users.FindByIdAsync(id) is not { } user)
            return NotFound();
        Account = user;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        switch (await lockUser.LockAsync(User.GetUserId(), id, cancellationToken))
        {
            case UserChangeResult.Changed:
                TempData.Note("success", text["The account is locked."]);
                return RedirectToPage("/Admin/EditUser", new { id });
            case UserChangeResult.Refused refused:
                ModelState.AddModelError("", refusals.Of(refused.Reason));
                return await OnGetAsync(id);
            case UserChangeResult.NotFound:
                return NotFound();
            case UserChangeResult.Conflict:
                throw new InvalidOperationException("Locking edits nothing that is shown.");
            default:
                throw new UnreachableException();
        }
    }
}
