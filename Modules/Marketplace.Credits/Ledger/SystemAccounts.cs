namespace Marketplace.Credits;

/// <summary>
/// Ids of the system accounts. They are fixed, so that a posting needs no look-up, and no row of theirs is written when money moves:
/// their balance is the sum of <c>ledger_system_entries</c>, so that customers who pay at the same time never wait for one another.
/// </summary>
internal static class SystemAccounts
{
    public static string Id(this SystemAccount account) => account switch
    {
        SystemAccount.Revenue => "sys_revenue",
        SystemAccount.PaymentClearing => "sys_payment_clearing",
        SystemAccount.Promotions => "sys_promotions",
        SystemAccount.Adjustments => "sys_adjustments",
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, "Not a system account."),
    };
}
