using Marketplace.AutoTopUp.Overview;
using Marketplace.AutoTopUp.Status;
using Marketplace.AutoTopUp.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;

namespace Marketplace.AutoTopUp.Tests.Settings;

public sealed class StandingTests
{
    [Theory, Trait("Acceptance", "S0-28"), Trait("Acceptance", "S0-48")]
    [InlineData(BankAnswer.Pays, "Active", "Active")]
    [InlineData(BankAnswer.TakesItsTime, "Buying", "Buying")]
    [InlineData(BankAnswer.AsksForCustomer, "NeedsYou", "Needs you")]
    [InlineData(BankAnswer.DeclinesForNow, "Paused", "Paused")]
    public async Task The_state_is_told_in_a_word(BankAnswer bank, string expected, string word)
    {
        await using var house = await Household.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal((false, Household.Amount(10), "Off"), await StateAsync(house));
        await house.SwitchOnAsync(threshold: 12, bank: bank);
        await house.GiveAsync(20);
        await house.SpendAsync(15);
        Assert.Equal((true, Household.Amount(12), word), await StateAsync(house));
        Assert.Equal(expected, (await house.Shell.InScopeAsync<ReadAutoTopUp, AutoTopUpOverview>(async x =>
            await x.ExecuteAsync(
                Household.Ada, await house.Shell.InScopeAsync<Marketplace.Payments.PaymentMethods.IPaymentMethods,
                IReadOnlyList<Marketplace.Payments.PaymentMethods.PaymentMethod>>(y => y.ListAsync(Household.Ada, default)),
                default))).Standing.ToString());
        await house.SwitchOffAsync();
        Assert.Equal((false, Household.Amount(12), "Off"), await StateAsync(house));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Operators_see_adoption_success_and_suspended_wallets_and_can_lift_them(DatabaseKind kind)
    {
        await using var house = await Household.OpenAsync(kind, settings: new AutoTopUpSettings { FailuresUntilSuspended = 1 });
        await house.SwitchOnAsync();
        await house.SwitchOnAsync(Household.Bob, bank: BankAnswer.DeclinesForNow);
        foreach (var user in new[] { Household.Ada, Household.Bob, "usr_cleo" })
        {
            await house.GiveAsync(20, user);
            await house.SpendAsync(15, user);
        }

        var figures = await house.Shell.InScopeAsync<ReadFigures, AutoTopUpFigures>(x => x.ExecuteAsync(default));
        Assert.Equal((66, 50m, 2500L), (figures.AdoptionPercent, figures.SuccessPercent, figures.SucceededCents));
        Assert.Equal(1, Assert.Single(figures.Reasons).Times);
        Assert.Equal(Household.Bob, Assert.Single(figures.Suspended).UserId);

        Assert.True(await house.Shell.InScopeAsync<LiftSuspension, bool>(x => x.ExecuteAsync(Household.Bob, default)));
        Assert.False(await house.Shell.InScopeAsync<LiftSuspension, bool>(x => x.ExecuteAsync(Household.Bob, default)));
        var entry = Assert.Single(house.Shell.Get<TestAudit>().Entries);
        Assert.Equal(("auto-topup.suspension-lifted", Household.Bob), (entry.Act, entry.Concerns));
        house.Gateway.Banks.Clear();
        await house.SpendAsync(1, Household.Bob);
        await house.AssertBalanceAsync(29, Household.Bob);
    }

    private static async Task<(bool Enabled, CreditAmount Threshold, string Status)> StateAsync(Household house)
    {
        var state = await house.Shell.InScopeAsync<IAutoTopUpStatus, AutoTopUpState>(x => x.ReadAsync(Household.Ada, default));
        return (state.Enabled, state.Threshold, state.Status);
    }
}
