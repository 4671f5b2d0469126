using System.Collections.Concurrent;
using Marketplace.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Abstractions.Tests.Ids;

public sealed class PrefixedIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_its_prefix_and_26_letters_that_cannot_be_confused() =>
        Assert.Matches("^dep_[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$", PrefixedId.New("dep", Now));

    [Fact]
    public void Later_ids_sort_after_earlier_ones()
    {
        var time = new FakeTimeProvider(Now);
        var ids = Enumerable.Range(0, 1000).Select(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            return PrefixedId.New("evt", time);
        }).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Ids_of_one_moment_sort_by_the_order_they_were_made_in()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => PrefixedId.New("evt", Now)).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void No_two_are_equal_even_when_made_at_once_by_several_threads()
    {
        var ids = new ConcurrentBag<string>();
        Parallel.For(0, 100_000, _ => ids.Add(PrefixedId.New("evt", Now)));
        Assert.Equal(100_000, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(123_456_789)]
    public void A_lower_bound_parts_what_was_made_before_from_what_was_made_since(int milliseconds)
    {
        var at = Now.AddMilliseconds(milliseconds);
        var bound = PrefixedId.LowerBound("txn", at);
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(string.CompareOrdinal(PrefixedId.New("txn", at.AddMilliseconds(-1)), bound) < 0);
            Assert.True(string.CompareOrdinal(PrefixedId.New("txn", at), bound) > 0);
            Assert.True(string.CompareOrdinal(PrefixedId.New("txn", at.AddMilliseconds(1)), bound) > 0);
        }
    }

    [Fact]
    public void A_lower_bound_needs_a_time_that_ids_can_have()
    {
        Assert.Equal("txn_" + new string('0', 26), PrefixedId.LowerBound("txn", DateTimeOffset.UnixEpoch));
        Assert.Throws<OverflowException>(() => PrefixedId.LowerBound("txn", DateTimeOffset.UnixEpoch.AddMilliseconds(-1)));
    }

    [Fact]
    public void What_is_no_id_is_told_from_what_could_be_one()
    {
        var id = PrefixedId.New("adj", Now);
        Assert.True(PrefixedId.IsWellFormed("adj", id));
        Assert.False(PrefixedId.IsWellFormed("cmp", id));
        foreach (var text in new[]
            { null, "", "adj_", id[..^1], id + "0", "adj-" + id[4..], id[..^1] + "u", id[..^1] + "A", id[..^1] + "é" })
            Assert.False(PrefixedId.IsWellFormed("adj", text), text);
    }
}
