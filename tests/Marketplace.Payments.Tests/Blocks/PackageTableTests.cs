using System.Text.Encodings.Web;
using Marketplace.Payments.Packages;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Tests.Blocks;

/// <summary>The credit packages in texts.</summary>
public sealed class PackageTableTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_packages_stand_there_with_bonus_and_price(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        desk.Shell.Tenant.Set(PackagesSettings.Section, new PackagesSettings
        {
            Packages =
            [
                new CreditPackage { Id = "starter", Name = "Starter & Co", Credits = Desk.Amount(100), PriceUsd = Usd.FromDecimal(5) },
                new CreditPackage
                {
                    Id = "creator", Name = "Creator", Credits = Desk.Amount(500), Bonus = Desk.Amount(50), PriceUsd = Usd.FromDecimal(20),
                    BestFor = "Regular uploaders",
                },
            ],
        });

        using var writer = new StringWriter();
        Assert.IsType<BlockView.ForAll>(await ShowAsync(desk)).Html.WriteTo(writer, HtmlEncoder.Default);
        var html = writer.ToString();

        Assert.Contains("<th scope=\"row\">Starter &amp; Co</th><td class=\"text-end money\">$100.00</td>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<th scope=\"row\">Creator</th><td class=\"text-end money\">$500.00</td><td class=\"text-end money\">&#x2B; $50.00</td>"
            + "<td class=\"text-end money\">$20.00</td><td class=\"text-end money\">$0.04</td><td>Regular uploaders</td>", html,
            StringComparison.Ordinal);
        Assert.Contains("href=\"~/dashboard/wallet#buy-credits\"", html, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Without_packages_editors_are_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);

        Assert.Equal(
            "There are no credit packages: credits are sold by amount here.", Assert.IsType<BlockView.Missing>(await ShowAsync(desk)).Why);
    }

    private static async Task<BlockView> ShowAsync(Desk desk)
    {
        await using var scope = desk.Shell.CreateScope();
        return await scope.ServiceProvider.GetServices<IContentBlock>().Single(x => x.Name == "package-table")
            .ShowAsync(new BlockUse(new Dictionary<string, string>(StringComparer.Ordinal), "en"), default);
    }
}
