using Marketplace.Data;
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

    /// <summary>Host names in use that wait for agreement.</summary>
    public IReadOnlyList<string> HostsToConfirm { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        foreach (var (property, error, named) in Input.Check())
            ModelState.AddModelError($"Input.{property}", text[error, named]);
        if (!string.IsNullOrWhiteSpace(Input.Database) && !ConnectionText.IsValid(Input.Database))
            ModelState.AddModelError(
                "Input.Database", text["This is not a connection string such as Host=db.example;Database=shop;Username=shop."]);
        if (!ModelState.IsValid)
            return Again();
        var creation = Input.ToCreation() with { Address = $"{Request.Scheme}://{Request.Host}" };
        var result = await directory.CreateAsync(creation, cancellationToken);
        if (!result.Succeeded)
        {
            HostsToConfirm = result.HostsToConfirm;
            ModelState.AddModelError(HostsToConfirm.Count > 0 ? "Input.AgreedHosts" : "", result.Error!);
            return Again();
        }

        TempData.Note("success", text["{0} is set up.", creation.DisplayName]);
        return RedirectToPage("/Admin/Tenants");
    }

    /// <summary>With everything that was typed but passwords, wherever they were typed.</summary>
    private PageResult Again()
    {
        if (Input.Database is not { } typed || ConnectionText.WithoutSecrets(typed) is var shown && shown == typed)
            return Page();
        if (ConnectionText.HasPassword(typed))
            ModelState.AddModelError("Input.DatabasePassword", text["Enter the database's password again: it is not shown."]);
        ModelState.SetModelValue("Input.Database", shown, shown);
        return Page();
    }
}
