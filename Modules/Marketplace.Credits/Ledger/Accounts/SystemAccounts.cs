namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>The marketplace's own accounts: the other side of a customer's entry.</summary>
public enum SystemAccount
{
    /// <summary>Sales to customers.</summary>
    Revenue,

    /// <summary>The platform's share of sales.</summary>
    Commission,

    /// <summary>The share of whoever runs the tenant.</summary>
    Operator,

    /// <summary>Money that a payment gateway collected.</summary>
    PaymentClearing,

    /// <summary>Credits given away.</summary>
    Promotions,

    /// <summary>Corrections by an operator.</summary>
    Adjustments,

    /// <summary>Credits that expired unspent.</summary>
    Breakage,

    /// <summary>Balances taken over from an earlier system.</summary>
    Migration,
}

/// <summary>A system account's part of a transaction.</summary>
/// <param name="Amount">Positive.</param>
public sealed record SystemShare(SystemAccount Account, CreditAmount Amount);

/// <summary>
/// Ids of the system accounts. They are fixed, so that a posting needs no look-up, and no row of theirs is written when money moves:
/// their balance is the sum of <c>ledger_system_entries</c>, so that customers who pay at the same time never wait for one another.
/// </summary>
internal static class SystemAccounts
{
    public static readonly IReadOnlyList<SystemAccount> All = Enum.GetValues<SystemAccount>();

    /// <summary>An asset other than the credit unit has system accounts of its own.</summary>
    public static string Id(this SystemAccount account, string asset = Assets.Credit)
    {
        var id = account switch
        {
            SystemAccount.Revenue => "sys_revenue",
            SystemAccount.Commission => "sys_commission",
            SystemAccount.Operator => "sys_operator",
            SystemAccount.PaymentClearing => "sys_payment_clearing",
            SystemAccount.Promotions => "sys_promotions",
            SystemAccount.Adjustments => "sys_adjustments",
            SystemAccount.Breakage => "sys_breakage",
            SystemAccount.Migration => "sys_migration",
            _ => throw new ArgumentOutOfRangeException(nameof(account), account, "Not a system account."),
        };
        return string.Equals(asset, Assets.Credit, StringComparison.Ordinal) ? id : $"{id}:{asset}";
    }
}
