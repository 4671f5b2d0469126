using Marketplace.Testing;

namespace Marketplace.Data.Tests.Mapping;

public sealed class TypeMappingTests
{
    private const string Columns =
        "id, amount, count, size, active, at, maybe_amount, maybe_count, maybe_size, maybe_active, maybe_at, maybe_text, state, "
        + "maybe_state";

    private static readonly Row Full = new(
        "a", new CreditAmount(25_000_001), 7, 5_000_000_000, true,
        new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456),
        new CreditAmount(-1), -3, 6_000_000_000, false, new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), "text", State.Running,
        State.Stopped);

    private static readonly Row Empty = new(
        "b", CreditAmount.Zero, 0, 0, false, new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero), null, null, null, null, null,
        null, State.Stopped, null);

    private enum State
    {
        Running,
        Stopped,
    }

    /// <summary>The order of the first row decides how a reader takes the columns, so both orders are tried.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, "asc")]
    [InlineData(DatabaseKind.Sqlite, "desc")]
    [InlineData(DatabaseKind.Postgres, "asc")]
    [InlineData(DatabaseKind.Postgres, "desc")]
    public async Task Positional_records_come_back_as_they_were_written(DatabaseKind kind, string order)
    {
        await using var test = await RowsAsync(kind);
        await using var session = await test.Database.OpenAsync(default);
        var rows = await session.QueryAsync<Row>($"select {Columns} from rows order by id {order}");
        Assert.Equal(string.Equals(order, "asc", StringComparison.Ordinal) ? [Full, Empty] : [Empty, Full], rows);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Records_with_properties_come_back_as_they_were_written(DatabaseKind kind)
    {
        await using var test = await RowsAsync(kind);
        await using var session = await test.Database.OpenAsync(default);
        var rows = await session.QueryAsync<PropertyRow>($"select {Columns} from rows order by id");
        Assert.Equal(
            (Full.Amount, Full.Count, Full.Active, Full.At, Full.MaybeAt, Full.MaybeCount),
            (rows[0].Amount, rows[0].Count, rows[0].Active, rows[0].At, rows[0].MaybeAt, rows[0].MaybeCount));
        Assert.Equal(
            (Empty.Amount, Empty.Count, Empty.Active, Empty.At, Empty.MaybeAt, Empty.MaybeCount),
            (rows[1].Amount, rows[1].Count, rows[1].Active, rows[1].At, rows[1].MaybeAt, rows[1].MaybeCount));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Single_values_and_tuples_come_back_as_they_were_written(DatabaseKind kind)
    {
        await using var test = await RowsAsync(kind);
        await using var db = await test.Database.OpenAsync(default);
        Assert.Equal(Full.Amount, await db.ScalarAsync<CreditAmount>("select amount from rows where id = 'a'"));
        Assert.Equal(new CreditAmount(25_000_001), await db.QuerySingleAsync<CreditAmount>("select sum(amount) from rows"));
        Assert.Null(await db.ScalarAsync<CreditAmount?>("select maybe_amount from rows where id = 'b'"));
        Assert.Null(await db.QuerySingleAsync<CreditAmount?>("select maybe_amount from rows where id = 'b'"));
        Assert.Equal(Full.At, await db.ScalarAsync<DateTimeOffset>("select at from rows where id = 'a'"));
        Assert.Null(await db.ScalarAsync<DateTimeOffset?>("select maybe_at from rows where id = 'b'"));
        Assert.Equal(Full.MaybeAt, await db.QuerySingleAsync<DateTimeOffset?>("select maybe_at from rows where id = 'a'"));
        Assert.Equal(2, await db.ScalarAsync<int>("select count(*) from rows"));
        Assert.Equal(2, await db.QuerySingleAsync<int>("select count(*) from rows"));
        Assert.Equal(2L, await db.QuerySingleAsync<long>("select count(*) from rows"));
        Assert.True(await db.ScalarAsync<bool>("select active from rows where id = 'a'"));
        Assert.False(await db.QuerySingleAsync<bool>("select active from rows where id = 'b'"));
        Assert.True(await db.QuerySingleAsync<bool>("select exists (select 1 from rows)"));
        Assert.Equal(0, await db.QuerySingleOrDefaultAsync<int>("select count from rows where id = 'nobody'"));
        Assert.Equal(
            ("a", 7, Full.Amount, true, Full.At),
            await db.QuerySingleAsync<(string, int, CreditAmount, bool, DateTimeOffset)>(
                "select id, count, amount, active, at from rows where id = 'a'"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Null_where_a_value_is_expected_is_an_error(DatabaseKind kind)
    {
        await using var test = await RowsAsync(kind);
        await using var db = await test.Database.OpenAsync(default);
        await Assert.ThrowsAnyAsync<Exception>(() => db.QuerySingleAsync<CreditAmount>("select sum(amount) from rows where id = 'nobody'"));
        Assert.Null(await db.QuerySingleAsync<CreditAmount?>("select sum(amount) from rows where id = 'nobody'"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Values_compare_as_they_do_in_code(DatabaseKind kind)
    {
        await using var test = await RowsAsync(kind);
        await using var db = await test.Database.OpenAsync(default);
        Task<IReadOnlyList<string>> FindAsync(string where, object parameters) =>
            db.QueryAsync<string>($"select id from rows where {where} order by id", parameters);

        Assert.Equal(["a"], await FindAsync("at = @at", new { at = Full.At }));
        Assert.Equal(["a"], await FindAsync("at = @at", new { at = Full.At.ToOffset(TimeSpan.FromHours(5)) }));
        Assert.Equal(["b"], await FindAsync("at < @at", new { at = Full.At }));
        Assert.Equal(["a", "b"], await FindAsync("at <= @at", new { at = Full.At.AddTicks(9) }));
        Assert.Equal(["a"], await FindAsync("maybe_at > @at", new { at = (DateTimeOffset?)Full.At }));
        Assert.Empty(await FindAsync("maybe_at = @at", new { at = (DateTimeOffset?)null }));
        Assert.Equal(["a"], await FindAsync("amount >= @amount", new { amount = Full.Amount }));
        Assert.Equal(["a"], await FindAsync("active = @active", new { active = true }));
        Assert.Equal(["b"], await FindAsync("not active", new { }));
        Assert.Equal(["a", "b"], await FindAsync("id in (@ids0, @ids1)", new { ids0 = "a", ids1 = "b" }));
        Assert.Equal(["a", "b"], await FindAsync(db.Dialect.In("id", "ids"), new { ids = new[] { "a", "b", "c" } }));
        Assert.Empty(await FindAsync(db.Dialect.In("id", "ids"), new { ids = Array.Empty<string>() }));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Written_rows_can_be_returned(DatabaseKind kind)
    {
        await using var test = await RowsAsync(kind);
        await using var db = await test.Database.BeginAsync(default);
        Assert.Equal(
            Full with { Count = 8 },
            await db.QuerySingleAsync<Row>($"update rows set count = count + 1 where id = 'a' returning {Columns}"));
        Assert.Null(await db.QuerySingleOrDefaultAsync<Row>($"update rows set count = 9 where id = 'nobody' returning {Columns}"));
        Assert.Equal(["a", "b"], (await db.QueryAsync<string>("delete from rows returning id")).Order(StringComparer.Ordinal));
    }

    private static async Task<TestDatabase> RowsAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.CreateAsync(kind);
        await test.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    """
                    create table rows (
                      id text primary key, amount bigint not null, count integer not null, size bigint not null, active boolean not null,
                      at timestamptz not null,
                      maybe_amount bigint, maybe_count integer, maybe_size bigint, maybe_active boolean, maybe_at timestamptz,
                      maybe_text text,
                      state text not null, maybe_state text)
                    """);
                foreach (var row in new[] { Full, Empty })
                {
                    await db.ExecuteAsync(
                        $"""
                         insert into rows ({Columns})
                         values (@Id, @Amount, @Count, @Size, @Active, @At, @MaybeAmount, @MaybeCount, @MaybeSize, @MaybeActive, @MaybeAt,
                         @MaybeText, @state, @maybeState)
                         """,
                        new
                        {
                            row.Id, row.Amount, row.Count, row.Size, row.Active, row.At, row.MaybeAmount, row.MaybeCount, row.MaybeSize,
                                row.MaybeActive, row.MaybeAt, row.MaybeText,
                            state = row.State.ToString(), maybeState = row.MaybeState?.ToString(),
                        });
                }
            },
            default);
        return test;
    }

    private sealed record Row(
        string Id, CreditAmount Amount, int Count, long Size, bool Active, DateTimeOffset At,
        CreditAmount? MaybeAmount, int? MaybeCount, long? MaybeSize, bool? MaybeActive, DateTimeOffset? MaybeAt, string? MaybeText,
        State State, State? MaybeState);

    private sealed record PropertyRow
    {
        public required CreditAmount Amount { get; init; }

        public required int Count { get; init; }

        public required bool Active { get; init; }

        public required DateTimeOffset At { get; init; }

        public DateTimeOffset? MaybeAt { get; init; }

        public int? MaybeCount { get; init; }
    }
}
