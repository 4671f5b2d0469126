using Marketplace.Payments.Reconciliation.OpenTopUps;

namespace Marketplace.Payments.Tests.Reconciliation;

public sealed class AskScheduleTests
{
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 5)]
    [InlineData(6, 15)]
    [InlineData(15, 60)]
    [InlineData(60, 120)]
    [InlineData(1439, 1499)]
    [InlineData(1440, 2880)]
    public void Young_payments_are_asked_about_often_and_old_ones_rarely(int minutes, int next) =>
        Assert.Equal(Created.AddMinutes(next), AskSchedule.Next(Created, Created.AddMinutes(minutes)));
}
