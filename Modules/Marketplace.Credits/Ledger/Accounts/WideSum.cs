namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>
/// Sums over many accounts. What one account holds fits its type; what all hold together need not. It is counted in two columns, whole
/// credits and the rest, and shown as the largest amount there is where it is larger.
/// </summary>
internal static class WideSum
{
    public static string Columns(string column) =>
        $"cast(coalesce(sum({column} / 1000000), 0) as bigint), cast(coalesce(sum({column} % 1000000), 0) as bigint)";

    public static CreditAmount Of(long credits, long rest) => Fit(((Int128)credits * CreditAmount.MicrosPerCredit) + rest);

    public static CreditAmount Of(IEnumerable<CreditAmount> amounts) => Fit(amounts.Aggregate((Int128)0, (sum, x) => sum + x.Micros));

    private static CreditAmount Fit(Int128 micros) => new((long)Int128.Clamp(micros, -long.MaxValue, long.MaxValue));
}
