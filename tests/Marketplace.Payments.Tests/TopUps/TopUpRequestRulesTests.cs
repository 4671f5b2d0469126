using System.Globalization;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.TopUps;

public sealed class TopUpRequestRulesTests
{
    [Theory, Trait("Acceptance", "S0-12"), Trait("Acceptance", "S1-03")]
    [InlineData("10", true)]
    [InlineData("25", true)]
    [InlineData("50", true)]
    [InlineData("5", true)]
    [InlineData("7.35", true)]
    [InlineData("10000", true)]
    [InlineData("4.99", false)]
    [InlineData("10000.01", false)]
    [InlineData("0", false)]
    [InlineData("-10", false)]
    [InlineData("90000000000000000", false)]
    public async Task Custom_amounts_keep_to_the_tenants_bounds(string amount, bool isFine)
    {
        var errors = await CheckAsync(new TopUpRequest(Usd.FromDecimal(decimal.Parse(amount, CultureInfo.InvariantCulture))));
        Assert.Equal(isFine, !errors.ContainsKey("amount_usd"));
    }

    [Fact]
    public async Task A_fixed_choice_counts_even_outside_the_bounds_for_custom_amounts()
    {
        var settings = new PaymentsSettings { FixedAmounts = [new Usd(200)], MinimumAmount = new Usd(500) };
        Assert.Empty(await CheckAsync(new TopUpRequest(new Usd(200)), settings));
        Assert.NotEmpty(await CheckAsync(new TopUpRequest(new Usd(300)), settings));
    }

    [Fact]
    public async Task Credits_are_bought_for_oneself_only()
    {
        Assert.Empty(await CheckAsync(new TopUpRequest(new Usd(1000), Desk.Ada)));
        Assert.Contains("user_id", (await CheckAsync(new TopUpRequest(new Usd(1000), Desk.Bob))).Keys);
    }

    [Theory]
    [InlineData("/dashboard/wallet", true)]
    [InlineData("", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    public async Task The_way_back_stays_on_this_site(string returnUrl, bool isFine) =>
        Assert.Equal(isFine, (await CheckAsync(new TopUpRequest(new Usd(1000), null, returnUrl))).Count == 0);

    private static async Task<Dictionary<string, string[]>> CheckAsync(TopUpRequest request, PaymentsSettings? settings = null)
    {
        await using var desk = await Desk.OpenAsync(
            DatabaseKind.Sqlite, x => x.Tenant.Set(PaymentsSettings.Section, settings ?? new PaymentsSettings()));
        return await desk.Shell.InScopeAsync<TopUpRequestRules, Dictionary<string,
            string[]>>(x => Task.FromResult(x.Check(request, Desk.Ada)));
    }
}
