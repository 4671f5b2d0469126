using Marketplace.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Setup.Areas.Setup.Pages;

[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SetupModel(ITenantDirectory directory, ISetupToken token, IStringLocalizer<SetupModel> text) : PageModel
{
    [BindProperty]
    public SetupInput Input { get; set; } = new();

    public IReadOnlyList<RecipeInfo> Recipes { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RecipeItems => [.. Recipes.Select(x => new SelectListItem(x.DisplayName, x.Name))];

    public void OnGet() => Recipes = directory.ListSetupRecipes();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Recipes = directory.ListSetupRecipes();
        Check();
        if (!ModelState.IsValid)
            return Again();
        var result = await directory.CreateAsync(
            Input.ToCreation() with { Address = $"{Request.Scheme}://{Request.Host}" }, cancellationToken);
        if (result.Succeeded)
            return LocalRedirect("~/");
        ModelState.AddModelError("", result.Error!);
        return Again();
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

    private void Check()
    {
        if (Input.Token is { Length: > 0 } given && !token.Matches(given.Trim()))
            ModelState.AddModelError("Input.Token", text["This is not the token from the log."]);
        if (Input.Recipe is not null && Recipes.All(x => x.Name != Input.Recipe))
            ModelState.AddModelError("Input.Recipe", text["There is no such recipe any more. Choose another."]);
        if (Input.OwnDatabase && string.IsNullOrWhiteSpace(Input.Database))
            ModelState.AddModelError("Input.Database", text["Enter a connection string, or use the host's database."]);
        else if (Input.OwnDatabase && !ConnectionText.IsValid(Input.Database!))
            ModelState.AddModelError(
                "Input.Database", text["This is not a connection string such as Host=db.example;Database=shop;Username=shop."]);
    }
}
