using Marketplace.Testing;

namespace Marketplace.Data.Tests.Connections;

public sealed class TransactionTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_committed_transaction_stays(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        await using (var db = await test.Database.BeginAsync(default))
        {
            Assert.Equal(1, await db.ExecuteAsync("insert into notes (text) values (@text)", new { text = "kept" }));
            await db.CommitAsync();
        }

        Assert.Equal(["kept"], await ReadAsync(test));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Without_a_commit_nothing_stays(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        await using (var db = await test.Database.BeginAsync(default))
            await db.ExecuteAsync("insert into notes (text) values ('dropped')");
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("insert into notes (text) values ('dropped too')");
                throw new InvalidOperationException("on the way");
            },
            default));
        var refused = await test.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("insert into notes (text) values ('refused')");
                return false;
            },
            commitWhen: x => x,
            default);

        Assert.False(refused);
        Assert.Empty(await ReadAsync(test));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_waits_for_the_commit_runs_after_it_and_only_then(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        var seen = new List<string>();
        await using (var dropped = await test.Database.BeginAsync(default))
            dropped.OnCommitted(() => seen.Add("never"));
        await using (var db = await test.Database.BeginAsync(default))
        {
            await db.ExecuteAsync("insert into notes (text) values ('kept')");
            db.OnCommitted(() => seen.Add(string.Join(',', ReadAsync(test).GetAwaiter().GetResult())));
            db.OnCommitted(() => seen.Add("second"));
            Assert.Empty(seen);
            await db.CommitAsync();
        }

        Assert.Equal(["kept", "second"], seen);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Readers_see_the_last_commit_while_a_writer_works(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        await using var db = await test.Database.BeginAsync(default);
        await db.ExecuteAsync("insert into notes (text) values ('not yet')");
        Assert.Empty(await ReadAsync(test));
        Assert.Equal(["not yet"], await db.QueryAsync<string>("select text from notes"));
        await db.CommitAsync();
        Assert.Equal(["not yet"], await ReadAsync(test));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Parallel_writers_lose_nothing(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        await test.Database.InTransactionAsync(db => db.ExecuteAsync("insert into counters (name, value) values ('n', 0)"), default);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await test.Database.InTransactionAsync(
                    async db =>
                    {
                        // Read, then write: only a lock keeps this right.
                        var value = await db.QuerySingleAsync<long>($"select value from counters where name = 'n' {db.Dialect.ForUpdate}");
                        await db.ExecuteAsync("update counters set value = @value where name = 'n'", new { value = value + 1 });
                    },
                    default);
            }
        })));

        await using var session = await test.Database.OpenAsync(default);
        Assert.Equal(200, await session.QuerySingleAsync<int>("select value from counters"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_deadlock_is_tried_again(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        await test.Database.InTransactionAsync(
            db => db.ExecuteAsync("insert into counters (name, value) values ('a', 0), ('b', 0)"), default);
        using var bothHoldOne = new CountdownEvent(2);

        Task AddAsync(string first, string second)
        {
            var attempt = 0;
            return Task.Run(() => test.Database.InTransactionAsync(
                async db =>
                {
                    await db.ExecuteAsync("update counters set value = value + 1 where name = @first", new { first });
                    // SQLite's writers queue, so the two cannot meet there.
                    if (attempt++ == 0 && kind == DatabaseKind.Postgres)
                    {
                        bothHoldOne.Signal();
                        bothHoldOne.Wait(TimeSpan.FromSeconds(10));
                    }

                    await db.ExecuteAsync("update counters set value = value + 1 where name = @second", new { second });
                },
                default));
        }

        await Task.WhenAll(AddAsync("a", "b"), AddAsync("b", "a"));
        await using var session = await test.Database.OpenAsync(default);
        Assert.Equal([2, 2], await session.QueryAsync<int>("select value from counters"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_dialect_knows_a_row_that_is_there_already(DatabaseKind kind)
    {
        await using var test = await NotesAsync(kind);
        Task<int> InsertAsync(string sql) => test.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default);
        await InsertAsync("insert into counters (name, value) values ('n', 0)");

        var twice = await Assert.ThrowsAnyAsync<Exception>(() => InsertAsync("insert into counters (name, value) values ('n', 0)"));
        Assert.True(test.Database.Dialect.IsUniqueViolation(twice));
        var missing = await Assert.ThrowsAnyAsync<Exception>(() => InsertAsync("insert into counters (name) values ('m')"));
        Assert.False(test.Database.Dialect.IsUniqueViolation(missing));
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_leaves_the_queue_in_order()
    {
        await using var test = await NotesAsync(DatabaseKind.Sqlite);
        await using (var first = await test.Database.BeginAsync(default))
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Database.BeginAsync(impatient.Token).AsTask());
        }

        await test.Database.InTransactionAsync(db => db.ExecuteAsync("insert into notes (text) values ('next')"), default);
        Assert.Equal(["next"], await ReadAsync(test));
    }

    private static async Task<TestDatabase> NotesAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.CreateAsync(kind);
        await test.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "create table notes (text text not null); create table counters (name text primary key, value bigint not null)"), default);
        return test;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase test)
    {
        await using var session = await test.Database.OpenAsync(default);
        return await session.QueryAsync<string>("select text from notes order by text");
    }
}
