namespace Marketplace.Ui.Tests.Components;

public sealed class DailyValuesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Days_without_a_value_are_zero_and_days_outside_are_left_out()
    {
        var values = DailyValues.Fill(
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["2026-02-28"] = 5m, ["2026-03-01"] = 2m, ["2026-01-01"] = 9m },
            Today, 3);
        Assert.Equal(new DateOnly(2026, 2, 27), values.First);
        Assert.Equal([0m, 5m, 2m], values.Values);
        Assert.Equal(7m, values.Total);
        Assert.Equal(["Feb 27", "Feb 28", "Mar 1"], values.ToChart("x").Labels);
        Assert.Equal([5m, 2m], values.Last(2).Values);
        Assert.Equal(new DateOnly(2026, 2, 28), values.Last(2).First);
    }

    [Theory]
    [InlineData(10, 15, 50)]
    [InlineData(10, 5, -50)]
    [InlineData(3, 4, 33)]
    public void Change_is_in_percent(int before, int now, int percent) =>
        Assert.Equal(percent, new DailyValues(Today, [now]).ChangeSince(new DailyValues(Today, [before])));

    [Fact]
    public void Nothing_compares_with_nothing() => Assert.Null(new DailyValues(Today, [3m]).ChangeSince(new DailyValues(Today, [0m])));
}
