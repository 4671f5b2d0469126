using System.Diagnostics;
using System.Runtime.CompilerServices;
using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Accounts;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Areas.Adjustments.Pages.Admin;

[RequirePermission(Permissions.ViewLedger)]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class CampaignModel(
    ListCampaigns list,
    ReadAudience readAudience,
    StartCampaign start,
    ChangeCampaign change,
    IApproval approvals,
    OwnerNames owners,
    Operators operators,
    CampaignTexts texts,
    RelativeTime lengths,
    TimeProvider time,
    IStringLocalizer<CampaignModel> text) : PageModel
{
    public const int UnknownShown = 100;

    private const int PageSize = 50;
    private const int CsvPageSize = 500;

    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public RecipientState? State { get; set; }

    /// <summary>Position of the last recipient of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public Campaign Campaign { get; private set; } = null!;

    public CampaignAudience Audience { get; private set; } = null!;

    /// <summary>Of a draft.</summary>
    public AudiencePreview? Preview { get; private set; }

    public IReadOnlyList<Recipient> Recipients { get; private set; } = [];

    public bool MayManage { get; private set; }

    /// <summary>Where it is decided; null where nothing waits.</summary>
    public Approval? Approval { get; private set; }

    public bool HasActions =>
        Approval is { IsWaiting: true }
            || (MayManage && Campaign.State is CampaignState.Waiting or CampaignState.Running or CampaignState.Paused);

    public CreditAmount? PreviewTotal => Preview is { } preview ? CampaignRules.TotalOf(Campaign.Amount, preview.Count) : null;

    public bool CanStart =>
        Preview is { } preview && CampaignRules.WhyNotStart(Campaign, preview.Count, preview.Count, time.GetUtcNow()) is null;

    public string? TimeLeft => Campaign.TimeLeft(time.GetUtcNow()) is { } left ? lengths.Length(left) : null;

    /// <summary>With the recipients that are shown.</summary>
    public string SelfUrl => Url.Page("/Admin/Campaign", new { id = Campaign.Id, state = State, after = After > 0 ? After : (long?)null })!;

    public string CsvUrl => Url.Page("/Admin/Campaign", "Csv", new { id = Campaign.Id, state = State })!;

    public string? FirstUrl => After > 0 ? Url.Page("/Admin/Campaign", new { id = Campaign.Id, state = State }) : null;

    public string? NextUrl { get; private set; }

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await list.FindAsync(id, cancellationToken) is not { } campaign)
            return NotFound();
        Campaign = campaign;
        Audience = CampaignAudience.Parse(campaign.Audience);
        MayManage = await operators.MayAsync(User, Permissions.ManageCampaigns);
        Approval = await approvals.FindAsync(CampaignApproval.KindId, id, cancellationToken);
        if (campaign.State == CampaignState.Draft)
            await ShowPreviewAsync(cancellationToken);
        else
            await ShowRecipientsAsync(cancellationToken);
        _names = await owners.OfAsync(
            [.. Recipients.Select(x => x.UserId), campaign.CreatedBy, campaign.StartedBy ?? campaign.CreatedBy, campaign.ApprovedBy
                ?? campaign.CreatedBy], cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(string id, CancellationToken cancellationToken) =>
        await list.FindAsync(id, cancellationToken) is { } campaign
            ? new CsvStream(LinesAsync(campaign, cancellationToken), $"{campaign.Id}.csv")
            : NotFound();

    public Task<IActionResult> OnPostStartAsync(string id, long count, CancellationToken cancellationToken) =>
        AnswerAsync(
            id, Permissions.ManageCampaigns, () => start.ExecuteAsync(User.GetUserId(), id, count, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostPauseAsync(string id, CancellationToken cancellationToken) =>
        AnswerAsync(id, Permissions.ManageCampaigns, () => change.PauseAsync(User.GetUserId(), id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostContinueAsync(string id, CancellationToken cancellationToken) =>
        AnswerAsync(
            id, Permissions.ManageCampaigns, () => change.ContinueAsync(User.GetUserId(), id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCancelAsync(string id, CancellationToken cancellationToken) =>
        AnswerAsync(id, Permissions.ManageCampaigns, () => change.CancelAsync(User.GetUserId(), id, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(
        string id, string permission, Func<Task<CampaignResult>> act, CancellationToken cancellationToken)
    {
        if (!await operators.MayAsync(User, permission))
            return Forbid();
        switch (await act())
        {
            case CampaignResult.NotFound:
                return NotFound();
            case CampaignResult.Refused refused:
                ModelState.AddModelError("", texts.Of(refused));
                return await OnGetAsync(id, cancellationToken);
            case CampaignResult.Changed changed:
                TempData.Note(changed.State == CampaignState.Waiting ? "info" : "success", NoteOf(changed.State));
                return RedirectToPage(new { id });
            default:
                throw new InvalidOperationException("The result of the change is not known.");
        }
    }

    private string NoteOf(CampaignState state) => state switch
    {
        CampaignState.Waiting => text["This is above what one operator may do alone in a day. It starts when a second person approves it."],
        CampaignState.Running => text["The campaign is started. You can leave this page and come back."],
        CampaignState.Paused => text["The campaign is paused. Who has the credits keeps them."],
        CampaignState.Cancelled => text["The campaign is cancelled. Who has the credits keeps them."],
        _ => throw new UnreachableException(),
    };

    private async Task ShowPreviewAsync(CancellationToken cancellationToken) => Preview = 
        await readAudience.PreviewAsync(Audience, [User.GetUserId(), Campaign.CreatedBy], cancellationToken);

    private async Task ShowRecipientsAsync(CancellationToken cancellationToken)
    {
        After = Math.Max(After, 0);
        var rows = await list.RecipientsAsync(Campaign.Id, State, After, PageSize + 1, cancellationToken);
        Recipients = [.. rows.Take(PageSize)];
        NextUrl = rows.Count > PageSize
            ? Url.Page("/Admin/Campaign", new { id = Campaign.Id, state = State, after = Recipients[^1].Position })
            : null;
    }

    private async IAsyncEnumerable<string> LinesAsync(Campaign campaign, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Customer"].Value, text["User id"].Value, text["Amount"].Value, text["State"].Value, text["Transaction"].Value,
            text["Problem"].Value, text["Time"].Value);
        var after = 0L;
        while (await list.RecipientsAsync(campaign.Id, State, after, CsvPageSize, cancellationToken) is { Count: > 0 } page)
        {
            var names = await owners.OfAsync(page.Select(x => x.UserId), cancellationToken);
            foreach (var row in page)
                yield return CsvText.Line(
                    names[row.UserId], row.UserId, campaign.Amount, texts.Of(row.State), row.TransactionId, row.Error, row.DoneAt);
            after = page[^1].Position;
        }
    }
}
