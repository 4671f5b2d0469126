using System.Diagnostics;
using Marketplace.Audit.Approvals;
using Marketplace.Audit.Trail;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Areas.Audit.Pages.Admin;

[RequirePermission("AccessAdmin")]
[EnableRateLimiting(RateLimits.Money)]
internal sealed class ApprovalModel(
    IApproval approvals, ApprovalAccess access, PersonNames names, ApprovalTexts texts, StoredTexts stored, ITenant tenant,
    IStringLocalizer<ApprovalModel> text) : PageModel
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public Approval Approval { get; private set; } = null!;

    public string Kind => texts.KindOf(Approval);

    public bool IsOwn => Approval.AskedBy == User.GetUserId();

    /// <summary>Why the person who looks cannot approve it; null where they can.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>Nobody could approve it as things are.</summary>
    public bool IsStuck { get; private set; }

    public string Permission => texts.PermissionOf(Approval);

    public string TenantName => tenant.Name;

    public string? RefusalReason { get; private set; }

    public string Say(StoredText words) => stored.Say(words);

    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(id, cancellationToken) is not { } approval || !(await access.OfAsync(User)).Includes(approval))
            return NotFound();
        Approval = approval;
        _names = await names.OfAsync(approval.Beneficiaries.Append(approval.AskedBy).Append(approval.DecidedBy), cancellationToken);
        if (approval.IsWaiting)
        {
            WhyNot = await approvals.WhyNotAsync(approval, User.GetUserId(), cancellationToken) is { } refusal ? texts.Of(refusal) : null;
            IsStuck = await approvals.CountApproversAsync(approval, cancellationToken) == 0;
        }

        return Page();
    }

    public Task<IActionResult> OnPostApproveAsync(string id, CancellationToken cancellationToken) =>
        DecideAsync(
            id, () => approvals.ApproveAsync(id, User.GetUserId(), cancellationToken), text["Approved."], cancellationToken);

    public Task<IActionResult> OnPostRefuseAsync(string id, string? reason, CancellationToken cancellationToken)
    {
        RefusalReason = reason;
        return DecideAsync(
            id, () => approvals.RefuseAsync(id, User.GetUserId(), reason ?? "", cancellationToken), text["Refused. Nothing was changed."],
            cancellationToken);
    }

    public Task<IActionResult> OnPostWithdrawAsync(string id, CancellationToken cancellationToken) =>
        DecideAsync(
            id, () => approvals.WithdrawAsync(id, User.GetUserId(), cancellationToken), text["Withdrawn. Nothing was changed."],
            cancellationToken);

    private async Task<IActionResult> DecideAsync(
        string id, Func<Task<ApprovalAnswer>> decide, string note, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(id, cancellationToken) is not { } approval || !(await access.OfAsync(User)).Includes(approval))
            return NotFound();
        var answer = await decide();
        switch (answer)
        {
            case ApprovalAnswer.NotFound:
                return NotFound();
            case ApprovalAnswer.Approved or ApprovalAnswer.Closed:
                TempData.Note("success", note);
                return RedirectToPage(new { id });
            case ApprovalAnswer.ReasonMissing:
                ModelState.AddModelError("reason", texts.Of(answer));
                return await OnGetAsync(id, cancellationToken);
            case ApprovalAnswer.AlreadyDecided or ApprovalAnswer.OwnRequest or ApprovalAnswer.MadeByAsker or ApprovalAnswer.OwnInterest
                or ApprovalAnswer.OthersRequest
                or ApprovalAnswer.NotAllowed or ApprovalAnswer.FeatureOff or ApprovalAnswer.Impossible:
                ModelState.AddModelError("", texts.Of(answer));
                return await OnGetAsync(id, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }
}
