using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Approvals;

/// <summary>What operators read about requests.</summary>
internal sealed class ApprovalTexts(
    IEnumerable<IApprovalKind> kinds, IEnumerable<IPermissionProvider> permissions, IStringLocalizer<ApprovalTexts> text)
{
    public string Of(ApprovalState state) => state switch
    {
        ApprovalState.Waiting => text["Waits for approval"],
        ApprovalState.Approved => text["Approved"],
        ApprovalState.Refused => text["Refused"],
        ApprovalState.Withdrawn => text["Withdrawn"],
        ApprovalState.Expired => text["Expired"],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a known state."),
    };

    /// <summary>Of a kind whose feature is off, its id.</summary>
    public string KindOf(Approval approval) => kinds.FirstOrDefault(x => x.Id == approval.Kind)?.Name ?? approval.Kind;

    /// <summary>What whoever approves must be allowed, in the words of the roles' page.</summary>
    public string PermissionOf(Approval approval)
    {
        if (kinds.FirstOrDefault(x => x.Id == approval.Kind) is not { } kind)
            return "";
        return permissions.SelectMany(x => x.GetPermissions()).FirstOrDefault(x => x.Name == kind.Permission) is { } permission
            ? text[permission.Description]
            : kind.Permission;
    }

    /// <summary>Why nothing was decided.</summary>
    public string Of(ApprovalAnswer answer) => answer switch
    {
        ApprovalAnswer.NotFound => text["There is no such request. Nothing was changed."],
        ApprovalAnswer.AlreadyDecided over => text["This request is not waiting any more: {0}. Nothing was changed.", Of(over.State)],
        ApprovalAnswer.OwnRequest => text["A second person must decide on what you asked for. Nothing was changed."],
        ApprovalAnswer.MadeByAsker => text[
            "Who asked for it gave you your account, your roles or what these may do, less than seven days before or since: somebody else "
            + "must decide. "
            + "Nothing was changed."],
        ApprovalAnswer.OwnInterest => text["You would gain by it, so somebody else must approve it. Nothing was changed."],
        ApprovalAnswer.OthersRequest => text["Only who asked for it can withdraw it. Nothing was changed."],
        ApprovalAnswer.NotAllowed => text["Your roles do not allow you to decide on it, or not any more. Nothing was changed."],
        ApprovalAnswer.ReasonMissing => text["Say why, in 1 to 500 characters: whoever asked reads it."],
        ApprovalAnswer.FeatureOff => text["The feature that would do it is switched off. Switch it on, then decide."],
        ApprovalAnswer.Impossible impossible => impossible.Words,
        ApprovalAnswer.Approved or ApprovalAnswer.Closed => throw new ArgumentException("This was decided.", nameof(answer)),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Not a known answer."),
    };
}
