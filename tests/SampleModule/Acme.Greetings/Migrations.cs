using Marketplace.Data;

namespace Acme.Greetings;

[StoredName("Acme.Greetings.Migrations")]
internal sealed class Migrations : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table acme_greetings (
              id text primary key,
              text text not null,
              created_at timestamptz not null)
            """);
        return 1;
    }

    /// <summary>The second version of the module: greetings have an author and are answered.</summary>
    public async Task<int> UpdateFrom1Async(UnitOfWork db)
    {
        await db.ExecuteAsync("alter table acme_greetings add column author_id text");
        await db.ExecuteAsync("alter table acme_greetings add column answer text");
        await db.ExecuteAsync("create index acme_greetings_author on acme_greetings (author_id, id)");
        return 2;
    }
}
