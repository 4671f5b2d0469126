using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Observability;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Hosting.Tenants;

/// <summary>Writes down every change of a tenant's row, whoever makes it and by whatever road, in the transaction that makes it.</summary>
internal static class HostAudit
{
    private static readonly CurrentActor CurrentActor = new(new HttpContextAccessor());

    /// <param name="before">Null for a new tenant.</param>
    public static async Task WriteAsync(
        UnitOfWork db, TenantRecord? before, TenantRecord after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var acting = CurrentActor.Get();
        foreach (var change in TenantDifference.Of(before, after))
        {
            await db.ExecuteAsync(
                """
                insert into audit_rows (id, tenant, acting_tenant, at, act, who, who_name, address, record, before_words, after_words, link)
                values (@id, @tenant, @actingTenant, @now, @Act, @who, @whoName, @address, @Record, @Before, @After, @Link)
                """,
                new
                {
                    id = PrefixedId.New("aud", now), tenant = after.Name, actingTenant = ActingTenant.Name, now, change.Act,
                        who = acting.Id,
                    whoName = acting.Name, address = acting.Address, change.Record, change.Before, change.After, change.Link,
                },
                cancellationToken);
        }
    }
}

/// <summary>What the host wrote down about this tenant, and about others where this tenant's people did it.</summary>
internal sealed class ReadHostAudit(HostDatabase host, string tenant) : IAuditSource
{
    public async Task<IReadOnlyList<AuditRow>> ListAsync(AuditFilter filter, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await host.Database.OpenAsync(cancellationToken);
        return await AuditSql.ListAsync(
            db, "audit_rows", "(tenant = @scope or acting_tenant = @scope)", filter, before, limit, cancellationToken, tenant);
    }
}
