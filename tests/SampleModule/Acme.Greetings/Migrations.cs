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
}
