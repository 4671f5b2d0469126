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

    /// <summary>
    /// The tenant's own record of what is queued, and of which recurring tasks run. Hangfire says when; these say whether, and to whom.
    /// </summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table queued_jobs (
              name text primary key,
              type text not null,
              job_key text not null,
              payload text not null,
              state text not null,
              due_at timestamptz not null,
              failures integer not null,
              background_job text,
              claimed_by text,
              claimed_until timestamptz,
              created_at timestamptz not null);
            create index queued_jobs_due on queued_jobs (state, due_at, name);
            create table running_tasks (
              type text primary key,
              claimed_by text not null,
              claimed_until timestamptz not null);
            """);
        return 2;
    }

    /// <summary>A time that a task is due is taken once, by whichever process comes first; so the row stays when its run is over.</summary>
    public async Task<int> UpdateFrom2Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table running_tasks add column ran_for timestamptz");
        return 3;
    }
}
