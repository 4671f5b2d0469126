using Marketplace.Data;

namespace Marketplace.Jobs;

[StoredName("Marketplace.Jobs.Migrations")]
internal sealed class Migrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table job_runs (
              id text primary key,
              kind text not null,
              type text not null,
              job_key text not null,
              attempt integer not null,
              started_at timestamptz not null,
              duration_ms bigint not null,
              outcome text not null,
              error text);
            create index job_runs_type on job_runs (type, id);
            create index job_runs_outcome on job_runs (outcome, id);
            """);
        return 1;
    }
}
