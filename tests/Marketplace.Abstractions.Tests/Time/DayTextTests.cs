namespace Marketplace.Abstractions.Tests.Time;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("2026-11-21", "2026-11-21")]
    [InlineData(" 2024-02-29 ", "2024-02-29")]
    [InlineData("2025-02-29", null)]
    [InlineData("3/4/2026", null)]
    [InlineData("21.11.2026", null)]
    [InlineData("2026-1-2", null)]
    [InlineData("2026-11-21T00:00", null)]
    [InlineData("٢٠٢٦-١١-٢١", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_day_is_read_in_one_way(string? typed, string? day) =>
        Assert.Equal(day, DayText.TryRead(typed, out var read) ? DayText.Write(read) : null);
}
