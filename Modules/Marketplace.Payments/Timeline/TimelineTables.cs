using Marketplace.Data;

namespace Marketplace.Payments.Timeline;

/// <summary>What happened to a top-up between its start and its end, for operators to read.</summary>
[StoredName("Marketplace.Payments.TimelineTables")]
internal sealed class TimelineTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table top_up_steps (
              id text primary key,
              top_up_id text not null,
              step text not null,
              detail text not null,
              at timestamptz not null);
            create index top_up_steps_top_up on top_up_steps (top_up_id, id);
            """);
        return 1;
    }
}
