using Marketplace.Data;

namespace Marketplace.Audit.Trail;

/// <summary>Ids sort by time. Rows are only ever added.</summary>
[StoredName("Marketplace.Audit.AuditTables")]
internal sealed class AuditTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table audit_rows (
              id text primary key,
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
            create index audit_rows_act on audit_rows (act, id);
            create index audit_rows_who on audit_rows (who, id);
            create index audit_rows_concerns on audit_rows (concerns, id) where concerns is not null;
            create index audit_rows_record on audit_rows (record, id);
            """);
        await db.ExecuteAsync(db.Dialect.AppendOnly("audit_rows"));
        return 1;
    }
}
