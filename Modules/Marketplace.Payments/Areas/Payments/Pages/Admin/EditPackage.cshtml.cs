using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ManagePackages)]
internal sealed class EditPackageModel(ITenant tenant, PackageRules rules, ChangePackages change, IStringLocalizer<EditPackageModel> text) : PageModel
{
    private const string New = "new";

    private readonly PackagesSettings _packages = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section);

    public bool IsNew { get; private set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IActionResult OnGet(string id)
    {
        if (!Open(id, out var package))
            return NotFound();
        if (package is not null)
            Show(package);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!Open(id, out var stored))
            return NotFound();
        var package = Read(stored);
        if (package is not null)
            Check(package, stored is null);
        if (!ModelState.IsValid || package is null)
            return Page();
        return Answer(await change.SaveAsync(package, cancellationToken), text["Saved. Customers see it from now on."]);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (!Open(id, out var package) || package is null)
            return NotFound();
        ModelState.Clear();
        Show(package);
        return Answer(await change.RemoveAsync(package.Id, cancellationToken), text["{0} is not sold any more.", package.Name]);
    }

    private void Show(CreditPackage package) => Input = new InputModel
    {
        Id = package.Id, Name = package.Name, Credits = package.Credits.ToDecimal(), Bonus = package.Bonus.ToDecimal(), PriceUsd = package.PriceUsd, BestFor = package.BestFor,
    };

    private bool Open(string id, out CreditPackage? package)
    {
        IsNew = string.Equals(id, New, StringComparison.Ordinal);
        package = IsNew ? null : _packages.Find(id);
        return IsNew || package is not null;
    }

    /// <summary>Null where a number cannot be an amount; the field says so.</summary>
    private CreditPackage? Read(CreditPackage? stored)
    {
        var credits = Amount(Input.Credits, nameof(Input.Credits));
        var bonus = Amount(Input.Bonus, nameof(Input.Bonus));
        return credits is null || bonus is null
            ? null
            : new CreditPackage
            {
                Id = stored?.Id ?? Input.Id?.Trim() ?? "", Name = Input.Name?.Trim() ?? "", Credits = credits.Value, Bonus = bonus.Value, PriceUsd = Input.PriceUsd, BestFor = Input.BestFor?.Trim() ?? "",
            };
    }

    private void Check(CreditPackage package, bool isNew)
    {
        foreach (var (field, problem) in rules.Check(package))
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
        if (isNew && (_packages.Find(package.Id) is not null || package.Id is New))
            ModelState.AddModelError("Input.Id", text["Another package has this id."]);
    }

    private CreditAmount? Amount(decimal value, string field)
    {
        if (decimal.Round(value, 6) == value && Math.Abs(value) <= 1_000_000_000)
            return CreditAmount.FromDecimal(value);
        ModelState.AddModelError($"{nameof(Input)}.{field}", text["At most six decimals, and at most a thousand million."]);
        return null;
    }

    /// <summary>What was typed is kept where it could not be saved.</summary>
    private IActionResult Answer(TenantChangeResult result, string done)
    {
        if (!result.Succeeded)
        {
            ModelState.AddModelError("", result.Error!);
            return Page();
        }

        TempData.Note("success", done);
        return Redirect(Url.Content("~/admin/payments/packages"));
    }

    internal sealed class InputModel
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public decimal Credits { get; set; }

        public decimal Bonus { get; set; }

        public decimal PriceUsd { get; set; }

        public string? BestFor { get; set; }
    }
}
