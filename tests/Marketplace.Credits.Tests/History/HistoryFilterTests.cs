using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.History;

/// <summary>What was typed, what it means, and what is said about the rest.</summary>
public sealed class HistoryFilterTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("", " ", "", "  ")]
    public async Task Nothing_typed_filters_nothing(string? type, string? from, string? to, string? q)
    {
        var filter = await ReadAsync(type, from, to, q);
        Assert.False(filter.IsTyped);
        Assert.Empty(filter.Problems);
        Assert.Equal("", filter.ToAddress());
        Assert.Equal(new HistoryQuery(25), filter.ToQuery(25));
    }

    [Fact]
    public async Task Both_days_count_in_UTC()
    {
        var query = (await ReadAsync("topup", "2026-02-28", "2026-03-01", " pi_1 ")).ToQuery(10, before: 5, after: 3);
        Assert.Equal(
            new HistoryQuery(10, 5, null, TransactionType.TopUp)
            {
                From = new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero),
                    Until = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), Text = "pi_1",
            },
            query);
    }

    [Fact]
    public async Task The_last_day_there_is_has_no_end() => Assert.Null((await ReadAsync(null, null, "9999-12-31", null)).ToQuery(1).Until);

    [Theory]
    [InlineData("Nonsense", null, null, null, "type")]
    [InlineData("3", null, null, null, "type")]
    [InlineData("TopUp,Bonus", null, null, null, "type")]
    [InlineData(null, "2026-13-01", null, null, "from")]
    [InlineData(null, "01.11.2026", null, null, "from")]
    [InlineData(null, "yesterday", null, null, "from")]
    [InlineData(null, null, "2026-02-30", null, "to")]
    [InlineData(null, "2026-03-02", "2026-03-01", null, "to")]
    [InlineData(null, null, null, "a\0b", "q")]
    public async Task What_cannot_be_understood_is_named_kept_and_not_applied(
        string? type, string? from, string? to, string? q, string field)
    {
        var filter = await ReadAsync(type, from, to, q);
        Assert.Equal([field], filter.Problems.Keys);
        Assert.Equal(new FilterText(type, from, to, q), filter.Typed);
        Assert.Equal(new HistoryQuery(25), filter.ToQuery(25));
        Assert.NotEqual("", filter.ToAddress());
    }

    [Fact]
    public async Task One_bad_filter_leaves_the_others_in_force()
    {
        var filter = await ReadAsync("Bonus", "x", "2026-03-01", new string('a', 101));
        Assert.Equal(["from", "q"], filter.Problems.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            new HistoryQuery(5, null, null, TransactionType.Bonus) { Until = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) },
            filter.ToQuery(5));
    }

    [Fact]
    public async Task The_address_keeps_what_was_typed_letter_by_letter() =>
        Assert.Equal("?type=Bonus&from=x&q=a%26b%20%C3%B6&before=7", (await ReadAsync("Bonus", "x", null, "a&b ö")).ToAddress("before", 7));

    private static async Task<HistoryFilter> ReadAsync(string? type, string? from, string? to, string? q)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        return shell.Get<ReadFilter>().Of(type, from, to, q);
    }
}
