using System.Text.RegularExpressions;
using Marketplace.Payments.Amounts;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Packages;

/// <summary>What a package must be before it is sold.</summary>
internal sealed partial class PackageRules(ITenant tenant, IStringLocalizer<PackageRules> text)
{
    /// <summary>What a package and its bonus give at most each.</summary>
    private static readonly CreditAmount Most = CreditAmount.FromDecimal(1_000_000_000);

    /// <returns>Problems by property; empty when the package may be sold.</returns>
    public Dictionary<string, string> Check(CreditPackage package)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!IdForm().IsMatch(package.Id))
            problems[nameof(package.Id)] = text["Use 1 to 40 lower-case letters, digits and hyphens."];
        if (package.Name.Length is 0 or > 60)
            problems[nameof(package.Name)] = text["Give it a name of at most 60 characters."];
        else if (!NameRules.IsReadable(package.Name))
            problems[nameof(package.Name)] = text[ReadableAttribute.Message];
        if (package.BestFor.Length > 80)
            problems[nameof(package.BestFor)] = text["At most 80 characters."];
        if (!package.Credits.FitsIn(Unit.Decimals) || !package.Credits.IsPositive || package.Credits > Most)
            problems[nameof(package.Credits)] = text[
                "More than zero and at most {0}, with at most {1} decimals.", Unit.Format(Most), Unit.Decimals];
        if (!package.Bonus.FitsIn(Unit.Decimals) || package.Bonus.IsNegative || package.Bonus > Most)
            problems[nameof(package.Bonus)] = text[
                "Zero or more and at most {0}, with at most {1} decimals.", Unit.Format(Most), Unit.Decimals];
        if (!ChargeAmount.CanBeCharged(package.PriceUsd))
            problems[nameof(package.PriceUsd)] = ChargeAmount.Explain(text);
        return problems;
    }

    private CreditUnit Unit => tenant.Settings.Get<CreditUnit>("credits");

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex IdForm();
}
