using Marketplace.Tenants.Directory;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Areas.Tenants.Pages.Admin;

[Feature("Marketplace.Tenants.Directory")]
[RequirePermission(DirectoryPermissions.ManageTenants)]
internal sealed class NewTenantModel(ITenantDirectory directory, IStringLocalizer<NewTenantModel> text) : PageModel
{
    [BindProperty]
    public NewTenantInput Input { get; set; } = new();

    public IReadOnlyList<RecipeInfo> Recipes => directory.ListSetupRecipes();

    public IReadOnlyList<SelectListItem> RecipeItems => [.. Recipes.Select(x => new SelectListItem(x.DisplayName, x.Name))];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var (property, error, named) in Input.Check())
            ModelState.AddModelError($"Input.{property}", text[error, named]);
        if (!ModelState.IsValid)
            return Page();
        var creation = Input.ToCreation() with { Address = $"{Request.Scheme}://{Request.Host}" };
        var result = await directory.CreateAsync(creation, cancellationToken);
        if (!result.Succeeded)
        {
            ModelState.AddModelError("", result.Error!);
            return Page();
        }

        TempData.Note("success", text["{0} is set up.", creation.DisplayName]);
        return RedirectToPage("/Admin/Tenants");
    }
}
