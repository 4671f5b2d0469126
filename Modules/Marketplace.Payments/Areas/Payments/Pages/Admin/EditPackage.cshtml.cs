using System.Diagnostics;
using Marketplace.Payments.Packages;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ManagePackages)]
internal sealed class EditPackageModel(
    ITenant tenant, PackageRules rules, SavePackage save, ChangePackages change, AmountReader amounts, EditConflicts conflicts,
    IStringLocalizer<EditPackageModel> text) : PageModel
{
    private const string New = "new";

    private readonly AmountField _credits = AmountField.Of(tenant.Settings.Get<CreditUnit>("credits"));
    private readonly PackagesSettings _packages = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section);

    public bool IsNew { get; private set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IActionResult OnGet(string id)
    {
        if (!Open(id, out var package))
            return NotFound();
        if (package is not null)
            Input = InputOf(package);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!Open(id, out var stored))
            return NotFound();
        Input.Id = stored?.Id ?? Input.Id;
        var package = Read(stored);
        if (package is not null)
            Check(package, stored is null);
        if (!ModelState.IsValid || package is null)
            return Page();
        var version = stored is null ? null : Input.Version ?? "";
        return Answer(await save.ExecuteAsync(User.GetUserId(), package, Input.Reason, version, cancellationToken));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, string? version, CancellationToken cancellationToken)
    {
        if (!Open(id, out var package) || package is null)
            return NotFound();
        ModelState.Clear();
        Input = InputOf(package);
        var (result, now) = await change.RemoveAsync(package.Id, version ?? "", cancellationToken);
        return Answer(result, now, text["{0} is not sold any more.", package.Name]);
    }

    private InputModel InputOf(CreditPackage package) => new()
    {
        Id = package.Id, Name = package.Name, Credits = _credits.Write(package.Credits), Bonus = _credits.Write(package.Bonus),
        PriceUsd = package.PriceUsd.ToString(), BestFor = package.BestFor, Version = RecordVersion.Of(package),
    };

    private bool Open(string id, out CreditPackage? package)
    {
        IsNew = string.Equals(id, New, StringComparison.Ordinal);
        package = IsNew ? null : _packages.Find(id);
        return IsNew || package is not null;
    }

    /// <summary>Null where what was typed cannot be an amount; the field says so.</summary>
    private CreditPackage? Read(CreditPackage? stored)
    {
        Complain(nameof(Input.Credits), amounts.ReadCredits(Input.Credits, _credits, out var credits));
        Complain(
            nameof(Input.Bonus),
            amounts.ReadCredits(Input.Bonus is { Length: > 0 } bonusTyped ? bonusTyped : "0", _credits.OrZero(), out var bonus));
        Complain(nameof(Input.PriceUsd), amounts.ReadUsd(Input.PriceUsd, AmountField.Dollars, out var price));
        return ModelState.IsValid
            ? new CreditPackage
            {
                Id = stored?.Id ?? Input.Id?.Trim() ?? "", Name = Input.Name?.Trim() ?? "", Credits = credits, Bonus = bonus,
                    PriceUsd = price,
                BestFor = Input.BestFor?.Trim() ?? "",
            }
            : null;
    }

    private void Check(CreditPackage package, bool isNew)
    {
        foreach (var (field, problem) in rules.Check(package))
            Complain(field, problem);
        if (isNew && (_packages.Find(package.Id) is not null || package.Id is New))
            ModelState.AddModelError("Input.Id", text["Another package has this id."]);
    }

    private void Complain(string field, string? problem)
    {
        if (problem is not null)
            ModelState.AddModelError($"{nameof(Input)}.{field}", problem);
    }

    private IActionResult Answer(SavePackageResult result)
    {
        switch (result)
        {
            case SavePackageResult.Answered answered:
                return Answer(answered.Result, answered.Stored, text["Saved. Customers see it from now on."]);
            case SavePackageResult.Waiting waiting:
                TempData.Note(
                    "info", text["This package gives much more than its price buys. It is sold when a second person approves it."]);
                return Redirect(Url.Content("~/admin/approvals/" + waiting.Id));
            case SavePackageResult.ReasonMissing:
                Complain(
                    nameof(Input.Reason),
                    text["Say why, in 1 to 500 characters: it gives away so much that a second person must approve it."]);
                return Page();
            case SavePackageResult.AlreadyWaiting:
                ModelState.AddModelError(
                    "", text["Another change of this package waits for approval already. Withdraw it first, or let it be decided."]);
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What was typed is kept where it could not be saved.</summary>
    private IActionResult Answer(TenantChangeResult result, CreditPackage? now, string done)
    {
        if (result.IsConflict && now is not null)
        {
            var shown = InputOf(now);
            shown.Reason = Input.Reason;
            if (IsNew)
                ModelState.AddModelError("Input.Id", text["Another package has this id."]);
            else
                conflicts.Show(ModelState, nameof(Input), Input, shown);
            return Page();
        }

        if (!result.Succeeded)
        {
            ModelState.AddModelError(
                "", result.IsConflict ? text["Somebody else removed this package meanwhile. Nothing was saved."] : result.Error!);
            return Page();
        }

        TempData.Note("success", done);
        return Redirect(Url.Content("~/admin/payments/packages"));
    }

    internal sealed class InputModel : IEditForm
    {
        public string? Version { get; set; }

        public string? Id { get; set; }

        public string? Name { get; set; }

        /// <summary>As typed, like the others.</summary>
        public string? Credits { get; set; }

        /// <summary>Empty: none.</summary>
        public string? Bonus { get; set; }

        public string? PriceUsd { get; set; }

        public string? BestFor { get; set; }

        /// <summary>Needed where a second person must approve it.</summary>
        public string? Reason { get; set; }
    }
}
