using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Lifetime;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Lifetime;

/// <summary>The documented shape, letter by letter.</summary>
public sealed class CreditsBalanceTests
{
    private static readonly LifetimeBalance Lifetime = new(
        new WalletBalance(Amount(25), Amount(5)), new LifetimeTotals(Amount(5.5m), Amount(30), Amount(10.123456m)));

    [Fact]
    [Trait("Acceptance", "S3-48")]
    public void In_dollars() =>
        Assert.Equal(
            """{"userId":"usr_ada","balance":20.00,"currency":"USD","totalEarned":5.50,"totalSpent":10.123456,"totalPurchased":30.00}""",
            Json(Lifetime, new CreditUnit()));

    [Fact]
    [Trait("Acceptance", "S4-24")]
    public void In_whole_mana_and_nothing_yet() =>
        Assert.Equal(
            """{"userId":"usr_ada","balance":0,"currency":"mana","totalEarned":0,"totalSpent":0,"totalPurchased":0}""",
            Json(
                new LifetimeBalance(new WalletBalance(CreditAmount.Zero, CreditAmount.Zero), LifetimeTotals.None),
                new CreditUnit { Code = "mana", Symbol = "", Decimals = 0 }));

    private static string Json(LifetimeBalance lifetime, CreditUnit unit) =>
        JsonSerializer.Serialize(CreditsBalance.Of(Ada, lifetime, unit), JsonSerializerOptions.Web);
}
