using System.Globalization;
using Marketplace.Payments.Packages;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Blocks;

/// <summary><c>{{package-table}}</c>: the packages that the wallet offers, with bonus and price.</summary>
internal sealed class PackageTableBlock(ITenant tenant, CreditUnit unit, IStringLocalizer<PackageTableBlock> text) : IContentBlock
{
    public string Name => "package-table";

    public BlockDescription Describe() => new(
        text["Package table"], text["The credit packages with their bonus and price, as the wallet offers them."], "bag", []);

    public Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken)
    {
        var packages = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages;
        return Task.FromResult<BlockView>(
            packages.Count == 0
                ? new BlockView.Missing(text["There are no credit packages: credits are sold by amount here."])
                : new BlockView.ForAll(Table(packages)));
    }

    private IHtmlContentBuilder Table(IReadOnlyList<CreditPackage> packages)
    {
        var table = new HtmlContentBuilder()
            .AppendFormat(
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\" data-test=\"package-table-block\">",
                text["Credit packages"].Value)
            .AppendFormat("<table class=\"table\"><thead><tr><th scope=\"col\">{0}</th>", text["Package"].Value);
        foreach (var head in new[] { text["Credits"], text["Bonus"], text["USD Price"], text["Cost per Credit"] })
            table.AppendFormat("<th scope=\"col\" class=\"text-end\">{0}</th>", head.Value);
        table.AppendFormat("<th scope=\"col\">{0}</th></tr></thead><tbody>", text["Best for"].Value);
        foreach (var package in packages)
        {
            table.AppendFormat("<tr><th scope=\"row\">{0}</th>", package.Name);
            foreach (var figure in new[]
            {
                unit.Format(package.Credits), package.Bonus.IsPositive ? "+ " + unit.Format(package.Bonus) : "–",
                package.PriceUsd.Format(), "$" + package.CostPerCredit.ToString("0.00##", CultureInfo.InvariantCulture),
            })
            {
                table.AppendFormat("<td class=\"text-end money\">{0}</td>", figure);
            }

            table.AppendFormat("<td>{0}</td></tr>", package.BestFor);
        }

        table.AppendHtml("</tbody></table></div>");
        return table.AppendFormat(
            "<p><a class=\"btn btn-primary\" href=\"~/dashboard/wallet#buy-credits\">{0}</a></p>", text["Buy credits"].Value);
    }
}
