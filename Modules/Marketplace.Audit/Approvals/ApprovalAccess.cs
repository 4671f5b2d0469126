using System.Security.Claims;
using Marketplace.Data;
using Microsoft.AspNetCore.Authorization;

namespace Marketplace.Audit.Approvals;

/// <summary>Which requests somebody may look at: their own, those of kinds that they may approve, and with the audit all.</summary>
internal sealed class ApprovalAccess(IEnumerable<IApprovalKind> kinds, IAuthorizationService authorization)
{
    public async Task<ApprovalScope> OfAsync(ClaimsPrincipal user)
    {
        if (await HasAsync(user, Permissions.ViewAudit))
            return new ApprovalScope(user.GetUserId(), Kinds: null);
        var theirs = new List<string>();
        foreach (var kind in kinds)
        {
            if (await HasAsync(user, kind.Permission))
                theirs.Add(kind.Id);
        }

        return new ApprovalScope(user.GetUserId(), theirs);
    }

    private async Task<bool> HasAsync(ClaimsPrincipal user, string permission) =>
        (await authorization.AuthorizeAsync(user, null, new PermissionRequirement(permission))).Succeeded;
}

/// <param name="UserId">What this person asked for is always shown to them.</param>
/// <param name="Kinds">Ids of kinds that are shown; null: all.</param>
internal sealed record ApprovalScope(string UserId, IReadOnlyList<string>? Kinds)
{
    public bool Includes(Approval approval) =>
        Kinds is null || Kinds.Contains(approval.Kind, StringComparer.Ordinal) || approval.AskedBy == UserId;
}
