using Marketplace.Abstractions;
using Marketplace.Data;

namespace Marketplace.Hosting.Tenants;

/// <summary>What happens to tenants, in the database where it happens. Rows are only ever added.</summary>
[StoredName("Marketplace.Hosting.HostAuditTables")]
internal sealed class HostAuditTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table audit_rows (
              id text primary key,
              tenant text not null,
              acting_tenant text,
              at timestamptz not null,
              act text not null,
              who text not null,
              who_name text,
              address text,
              record text not null,
              concerns text,
              before_words text,
              after_words text,
              reason text,
              link text);
            create index audit_rows_tenant on audit_rows (tenant, id);
            create index audit_rows_acting on audit_rows (acting_tenant, id);
            """);
        await db.ExecuteAsync(db.Dialect.AppendOnly("audit_rows"));
        return 1;
    }
}
