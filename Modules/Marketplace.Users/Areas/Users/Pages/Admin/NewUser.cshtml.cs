using System.ComponentModel.DataAnnotations;
using Marketplace.Users.Administration;
using Marketplace.Users.Roles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Areas.Users.Pages.Admin;

[RequirePermission(Permissions.ManageUsers)]
internal sealed class NewUserModel(
    CreateUser create, RolePermissions permissions, RefusalText refusals, IStringLocalizer<NewUserModel> text) : PageModel
{
    [BindProperty]
    public NewUserInput Input { get; set; } = new();

    public IReadOnlyList<string> AllRoles { get; private set; } = [];

    public override async Task OnPageHandlerExecutionAsync(
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context,
        Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutionDelegate next)
    {
        AllRoles = [.. (await permissions.GetAsync(HttpContext.RequestAborted)).Roles.Keys.Order(StringComparer.OrdinalIgnoreCase)];
        await next();
    }

    public void OnGet() => Input = new NewUserInput { Roles = [Abstractions.Roles.Customer] };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();
        switch (await create.ExecuteAsync(User.GetUserId(), Input.Email!, Input.Name ?? "", Input.Roles, cancellationToken))
        {
            case CreateUserResult.Created created:
                TempData.Note("success", text["{0} is created; the mail is on its way.", Input.Email!.Trim()]);
                return RedirectToPage("/Admin/EditUser", new { id = created.UserId });
            case CreateUserResult.Refused refused:
                ModelState.AddModelError("", refusals.Of(refused.Reason));
                return Page();
            case CreateUserResult.Invalid invalid:
                this.AddErrors(invalid.Errors, "Input.Email", "");
                return Page();
            default:
                throw new InvalidOperationException("The result of creating a user is not known.");
        }
    }
}

internal sealed record NewUserInput
{
    [Required(ErrorMessage = "Enter an e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }

    [StringLength(100, ErrorMessage = "Use at most 100 characters.")]
    [Readable]
    [WithoutAddress]
    public string? Name { get; init; }

    /// <summary>An array: model binding adds to what a read-only list holds, and an empty one takes nothing.</summary>
    public string[] Roles { get; init; } = [];
}

/// <summary>The tick boxes of roles in a form.</summary>
internal sealed record RoleChoice(IReadOnlyList<string> All, IEnumerable<string> Chosen);
