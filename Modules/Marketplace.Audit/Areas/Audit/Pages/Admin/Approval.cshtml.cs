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
    IApproval approvals, PersonNames names, ApprovalTexts texts, ITenant tenant, IStringLocalizer<ApprovalModel> text) : PageModel
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

    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(id, cancellationToken) is not { } approval)
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

    public async Task<IActionResult> OnPostApproveAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await approvals.ApproveAsync(id, User.GetUserId(), cancellationToken), text["Approved and done."], cancellationToken);

    public async Task<IActionResult> OnPostRefuseAsync(string id, string? reason, CancellationToken cancellationToken)
    {
        RefusalReason = reason;
        return await AnswerAsync(
            id, await approvals.RefuseAsync(id, User.GetUserId(), reason ?? "", cancellationToken), text["Refused. Nothing was changed."], cancellationToken);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await approvals.WithdrawAsync(id, User.GetUserId(), cancellationToken), text["Withdrawn. Nothing was changed."], cancellationToken);

    private async Task<IActionResult> AnswerAsync(string id, ApprovalAnswer answer, string note, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case ApprovalAnswer.NotFound:
                return NotFound();
            case ApprovalAnswer.Approved or ApprovalAnswer.Closed:
                TempData.Note("success", note);
                return RedirectToPage(new { id });
            default:
                ModelState.AddModelError(answer is ApprovalAnswer.ReasonMissing ? "reason" : "", texts.Of(answer));
                return await OnGetAsync(id, cancellationToken);
        }
    }
}
