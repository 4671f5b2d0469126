using Marketplace.Data;

namespace Marketplace.Audit.Trail;

/// <summary>The tenant's own rows.</summary>
internal sealed class ReadAudit(IDatabase database) : IAuditSource
{
    public async Task<IReadOnlyList<AuditRow>> ListAsync(AuditFilter filter, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await AuditSql.ListAsync(db, "audit_rows", "1 = 1", filter, before, limit, cancellationToken);
    }
}
