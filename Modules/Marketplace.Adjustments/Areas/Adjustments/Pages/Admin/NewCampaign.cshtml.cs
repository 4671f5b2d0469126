using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Ledger.Lots;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ManageCampaigns)]
internal sealed class NewCampaignModel(
    CreateCampaign create, ApprovalRule approval, LotKindNames kinds, CampaignTexts texts, AmountReader amounts, CreditUnit unit,
    TimeProvider time,
    IStringLocalizer<NewCampaignModel> text) : PageModel
{
    private const int MaxFileBytes = 1024 * 1024;
    private const int RefusedShown = 20;

    [BindProperty]
    public CampaignInput Input { get; set; } = new();

    /// <summary>Addresses, as text or CSV.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    public CreditAmount Limit => approval.Limit;

    public IEnumerable<SelectListItem> LotKinds => AdjustmentInput.GrantKinds.Select(x => new SelectListItem(kinds.Of(x), x.ToString()));

    public IEnumerable<SelectListItem> Who =>
        [new(text["Customers"], nameof(CampaignWho.Customers)), new(text["A list of e-mail addresses"], nameof(CampaignWho.Addresses))];

    public void OnGet() => Input = new CampaignInput { Id = PrefixedId.New(Campaign.Prefix, time) };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Upload?.Length > MaxFileBytes)
            ModelState.AddModelError(nameof(Upload), text["This file is larger than 1 MB."]);
        var uploaded = ModelState.IsValid && Input.Who == CampaignWho.Addresses ? await ReadFileAsync(cancellationToken) : null;
        foreach (var (field, error) in Input.Check(uploaded, amounts, unit, time.GetUtcNow()))
            ModelState.AddModelError(field.Length == 0 ? "" : $"{nameof(Input)}.{field}", text[error]);
        NameRefusedLines([.. Input.RefusedLines(uploaded)]);
        if (!ModelState.IsValid)
            return Page();
        if (await create.ExecuteAsync(User.GetUserId(), Input.ToRequest(uploaded, amounts, unit),
            cancellationToken) is CampaignResult.Refused refused)
        {
            ModelState.AddModelError("", texts.Of(refused));
            return Page();
        }

        return RedirectToPage("/Admin/Campaign", new { id = Input.Id });
    }

    private void NameRefusedLines(IReadOnlyList<(bool IsInFile, ListedText Line)> refused)
    {
        const string Field = $"{nameof(Input)}.{nameof(CampaignInput.Addresses)}";
        foreach (var (isInFile, line) in refused.Take(RefusedShown))
        {
            var shown = line.Text.Length > 80 ? line.Text[..80] + "…" : line.Text;
            ModelState.AddModelError(
                Field, isInFile
                    ? text["Line {0} of the file is no e-mail address: {1}", line.Line, shown]
                    : text["Line {0} is no e-mail address: {1}", line.Line, shown]);
        }

        if (refused.Count > RefusedShown)
            ModelState.AddModelError(
                Field, text["{0} more lines are no e-mail addresses. Correct the list; nothing was saved.", refused.Count - RefusedShown]);
    }

    private async Task<string?> ReadFileAsync(CancellationToken cancellationToken)
    {
        if (Upload is null)
            return null;
        using var reader = new StreamReader(Upload.OpenReadStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
