using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// Whether somebody has their account, their roles or what their roles may do from whoever asks, or from one who has theirs from them,
/// since shortly before they asked: a second account of one's own is no second person, and nobody can tell it from a colleague by its
/// address.
/// </summary>
internal sealed class MadeByAsker(IPermissionHolders? holders = null)
{
    public async Task<bool> IsAsync(DbSession db, Approval approval, string who, CancellationToken cancellationToken)
    {
        var since = approval.AskedAt - ApprovalRequest.Patience;
        var seen = new HashSet<string>(StringComparer.Ordinal) { who };
        string[] people = [who];
        while (people.Length > 0)
        {
            var makers = await MakersAsync(db, people, since, cancellationToken);
            if (makers.Contains(approval.AskedBy, StringComparer.Ordinal))
                return true;
            people = [.. makers.Where(seen.Add)];
        }

        return false;
    }

    private async Task<IReadOnlyList<string>> MakersAsync(
        DbSession db, string[] people, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var roles = holders is null ? [] : await holders.ListRolesAsync(db, people, cancellationToken);
        return await db.QueryAsync<string>(
            $"""
             select distinct who from audit_rows where at >= @since and (
               ({db.Dialect.In("concerns", "people")} and act in ('users.invited', 'users.roles-changed'))
               or ({db.Dialect.In("record", "roles")} and act = 'users.permissions-changed'))
             """,
            new { people, roles = roles.ToArray(), since },
            cancellationToken);
    }
}
