using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Marketplace.Payments;
using Microsoft.Extensions.Localization;

namespace Marketplace.Catalog;

/// <summary>What a customer may buy along with a product: a choice or custom amount of the wallet page that covers what is missing.</summary>
internal sealed class TopUpAmount(ITenant tenant, PriceText prices, IStringLocalizer<TopUpAmount> text)
{
    private readonly PaymentsSettings _settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    public bool TryRead(CreditAmount? usd, CreditAmount shortfall, out CreditAmount credits, [NotNullWhen(false)] out string? error)
    {
        credits = CreditAmount.Zero;
        error = Check(usd?.ToDecimal(), shortfall, ref credits);
        return error is null;
    }

    private string? Check(decimal? usd, CreditAmount shortfall, ref CreditAmount credits)
    {
        if (usd is not { } amount || decimal.Round(amount, 2) != amount)
            return text["Send an amount in dollars with at most two decimals."];
        if (!_settings.FixedAmounts.Contains(amount) && (amount < _settings.MinimumAmount || amount > _settings.MaximumAmount))
            return text["Choose an amount from {0} to {1}.", Dollars(_settings.MinimumAmount), Dollars(_settings.MaximumAmount)];
        credits = new CreditAmount(decimal.ToInt64(decimal.Truncate(amount / _unit.UsdValue * CreditAmount.MicrosPerCredit)));
        return credits < shortfall ? text["You need {0} more for this purchase.", prices.Amount(shortfall)].Value : null;
    }

    private static string Dollars(decimal usd) => "$" + usd.ToString("N2", CultureInfo.InvariantCulture);
}
