using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Tests.Limits;

public sealed class DailyLimitTests
{
    private static readonly PaymentsSettings Settings = new() { NewAccountDays = 30, NewAccountDailyLimitUsd = new Usd(50_000) };

    [Theory]
    [InlineData(0, 500)]
    [InlineData(29.9, 500)]
    [InlineData(30, null)]
    [InlineData(400, null)]
    public void An_account_is_new_for_thirty_days(double days, int? usd) =>
        Assert.Equal(usd * 100L, DailyLimit.For(Settings, TimeSpan.FromDays(days))?.Cents);

    [Fact]
    public void Where_nobody_knows_the_age_no_account_is_new() => Assert.Null(DailyLimit.For(Settings, age: null));

    [Theory]
    [InlineData(100, DailyLimitKind.Everybody, 10_000)]
    [InlineData(900, DailyLimitKind.NewAccount, 50_000)]
    public void The_lower_of_two_limits_counts(int everybody, DailyLimitKind kind, long cents) =>
        Assert.Equal(
            new DailyLimit(kind, cents), DailyLimit.For(Settings with { DailyLimitUsd = new Usd(everybody * 100) }, TimeSpan.Zero));

    [Fact]
    public void No_days_means_no_new_accounts() => Assert.Null(DailyLimit.For(Settings with { NewAccountDays = 0 }, TimeSpan.Zero));
}
