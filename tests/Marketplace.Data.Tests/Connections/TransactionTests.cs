using Marketplace.Testing;

namespace Marketplace.Data.Tests;

public sealed class TransactionTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_committed_transaction_stays(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind);
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("create table notes (text text not null)"), default);
        await shell.Database.InTransactionAsync(db => db.ExecuteAsync("insert into notes (text) values ('kept')"), default);

        await using var session = await shell.Database.OpenAsync(default);
        Assert.Equal(["kept"], await session.QueryAsync<string>("select text from notes"));
    }
}
