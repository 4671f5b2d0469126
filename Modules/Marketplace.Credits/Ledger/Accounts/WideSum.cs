namespace Marketplace.Credits.Ledger.Accounts;

/// <summary>
/// Sums over many accounts, or over time. What one account holds fits its type; what all hold together need not, nor what came and went
/// in a month. It is counted in two columns, whole credits and the rest, and shown as the largest amount there is where it is larger.
/// </summary>
internal static class WideSum
{
    public static string Columns(string column) =>
        $"cast(coalesce(sum({column} / 1000000), 0) as bigint), cast(coalesce(sum({column} % 1000000), 0) as bigint)";

    /// <summary>What came in, in two columns, and then what went out, in two more.</summary>
    public static string InAndOutColumns(string column) =>
        Columns($"(case when {column} > 0 then {column} else 0 end)") + ", "
        + Columns($"(case when {column} < 0 then {column} else 0 end)");

    public static CreditAmount Of(long credits, long rest) => Fit(((Int128)credits * CreditAmount.MicrosPerCredit) + rest);

    public static CreditAmount Of(IEnumerable<CreditAmount> amounts) => Fit(amounts.Aggregate((Int128)0, (sum, x) => sum + x.Micros));

    public static CreditAmount Add(params ReadOnlySpan<CreditAmount> amounts)
    {
        Int128 sum = 0;
        foreach (var amount in amounts)
            sum += amount.Micros;
        return Fit(sum);
    }

    private static CreditAmount Fit(Int128 micros) => new((long)Int128.Clamp(micros, -long.MaxValue, long.MaxValue));
}
