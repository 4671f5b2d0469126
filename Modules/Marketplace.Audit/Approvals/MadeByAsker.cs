using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// Whether somebody has their account or their roles from whoever asks, or from one who has theirs from them, since shortly before they
/// asked: a second account of one's own is no second person, and nobody can tell it from a colleague by its address.
/// </summary>
internal static class MadeByAsker
{
    public static async Task<bool> IsAsync(DbSession db, Approval approval, string who, CancellationToken cancellationToken)
    {
        var since = approval.AskedAt - ApprovalRequest.DefaultPatience;
        var seen = new HashSet<string>(StringComparer.Ordinal) { who };
        string[] people = [who];
        while (people.Length > 0)
        {
            var makers = await db.QueryAsync<string>(
                $"""
                 select distinct who from audit_rows
                 where {db.Dialect.In("concerns", "people")} and act in ('users.invited', 'users.roles-changed') and at >= @since
                 """,
                new { people, since },
                cancellationToken);
            if (makers.Contains(approval.AskedBy, StringComparer.Ordinal))
                return true;
            people = [.. makers.Where(seen.Add)];
        }

        return false;
    }
}
