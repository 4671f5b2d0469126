using Marketplace.Credits.Ledger.Accounts;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Transactions;

/// <summary>What screens call the marketplace's own accounts and amounts of any asset.</summary>
internal sealed class SystemAccountNames(IStringLocalizer<SystemAccountNames> text, CreditUnit unit)
{
    /// <returns>The name, or the id itself of an account that is unknown here.</returns>
    public string Of(string accountId)
    {
        var id = accountId.Split(':', 2);
        foreach (var account in SystemAccounts.All)
        {
            if (account.Id() == id[0])
                return id.Length == 1 ? Of(account) : text["{0} in {1}", Of(account), id[1].ToUpperInvariant()];
        }

        return accountId;
    }

    public string Of(SystemAccount account) => account switch
    {
        SystemAccount.Revenue => text["Revenue"],
        SystemAccount.Commission => text["Commission"],
        SystemAccount.Operator => text["Operator"],
        SystemAccount.PaymentClearing => text["Payment clearing"],
        SystemAccount.Promotions => text["Promotions"],
        SystemAccount.Adjustments => text["Adjustments"],
        SystemAccount.Breakage => text["Breakage"],
        SystemAccount.Migration => text["Migration"],
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, "Not a system account."),
    };

    public string Explain(SystemAccount account) => account switch
    {
        SystemAccount.Revenue => text["What customers bought."],
        SystemAccount.Commission => text["The platform's share of sales."],
        SystemAccount.Operator => text["The share of whoever runs this site."],
        SystemAccount.PaymentClearing => text["Money that payment providers collected: negative by as much as customers paid in."],
        SystemAccount.Promotions => text["Credits given away: negative by as much as was given."],
        SystemAccount.Adjustments => text["Corrections by operators."],
        SystemAccount.Breakage => text["Credits that expired unspent."],
        SystemAccount.Migration => text["Balances taken over from an earlier system."],
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, "Not a system account."),
    };

    /// <summary>An amount of the credit unit as screens show it, of any other asset with its name.</summary>
    public string Format(CreditAmount amount, string asset, bool signed = false)
    {
        var number = asset == Assets.Credit ? unit.Format(amount) : $"{amount} {asset.ToUpperInvariant()}";
        return signed && amount.IsPositive ? "+" + number : number;
    }

    /// <summary>The asset that an account counts, by its id.</summary>
    public static string AssetOf(EntryDetails entry) =>
        entry.Asset ?? (entry.AccountId.Split(':', 2) is [_, var asset] ? asset : Assets.Credit);
}
