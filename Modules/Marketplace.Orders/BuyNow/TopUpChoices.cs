using Marketplace.Catalog.Products;
using Marketplace.Payments;
using Marketplace.Payments.Packages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.BuyNow;

/// <param name="Credits">What is bought, without the package's bonus.</param>
internal sealed record TopUpChoice(CreditAmount Credits, CreditPackage? Package = null)
{
    public CreditAmount Received => Package?.Total ?? Credits;
}

/// <summary>
/// What a customer may buy along with a product: a package, a choice or a custom amount of the wallet page that covers what is missing.
/// </summary>
internal sealed class TopUpChoices(ITenant tenant, PriceText prices, IStringLocalizer<TopUpChoices> text)
{
    public const string AmountField = "topup_amount_usd";
    public const string PackageField = "topup_package_id";

    private readonly PaymentsSettings _settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
    private readonly PackagesSettings _packages = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    /// <param name="usd">With a package it may be left out; given, it must be the package's price.</param>
    /// <returns>The choice, or the field that is wrong and why.</returns>
    public (TopUpChoice? Choice, string Field, string Problem) Read(Usd? usd, string? packageId, CreditAmount shortfall)
    {
        var (choice, problem) = packageId is null ? ReadAmount(usd) : ReadPackage(packageId, usd);
        var field = packageId is null ? AmountField : PackageField;
        return choice?.Received < shortfall
            ? (null, field, text["You need {0} more for this purchase.", prices.Amount(shortfall)])
            : (choice, field, problem);
    }

    private (TopUpChoice? Choice, string Problem) ReadAmount(Usd? usd)
    {
        if (usd is not { } amount)
            return (null, text["Send an amount in dollars with at most two decimals."]);
        if (!_settings.FixedAmounts.Contains(amount) && (amount < _settings.MinimumAmount || amount > _settings.MaximumAmount))
            return (null, text["Choose an amount from {0} to {1}.", _settings.MinimumAmount.Format(), _settings.MaximumAmount.Format()]);
        return _unit.ToCredits(amount) is { } credits
            ? (new TopUpChoice(credits), "")
            : (null, text["This amount buys no exact number of credits. Choose another one."]);
    }

    private (TopUpChoice? Choice, string Problem) ReadPackage(string id, Usd? usd)
    {
        if (_packages.Find(id) is not { } package)
            return (null, text["This package is not sold. Load the page again to see what is."]);
        return usd is null || usd == package.PriceUsd
            ? (new TopUpChoice(package.Credits, package), "")
            : (null, text["The price is {0} now. You were not charged.", package.PriceUsd.Format()]);
    }
}
