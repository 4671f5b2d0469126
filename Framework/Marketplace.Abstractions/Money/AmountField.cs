using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>What a field for an amount takes.</summary>
/// <param name="Decimals">0–6. Above two, only a point separates them.</param>
/// <param name="Symbol">What may stand before the number; empty: nothing.</param>
/// <param name="AllowsZero">Else the amount must be above zero.</param>
public readonly record struct AmountField(int Decimals, string Symbol = "", bool AllowsZero = false)
{
    private const int LedgerDecimals = 6;

    /// <summary>Dollars and cents.</summary>
    public static AmountField Dollars { get; } = new(2, "$");

    /// <summary>Credits as people know them.</summary>
    public static AmountField Of(CreditUnit unit) => new(unit.Decimals, unit.Symbol);

    /// <summary>Credits to the millionth, for those who put right what a ledger holds.</summary>
    public static AmountField Exact(CreditUnit unit) => new(LedgerDecimals, unit.Symbol);

    /// <summary>As it can be typed into the field; exact, even where the amount has more decimals than the field takes.</summary>
    public string Write(CreditAmount amount) => amount.FitsIn(Decimals)
        ? amount.ToDecimal()
            .ToString(Decimals > 2 ? "0.00####" : "F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : amount.ToString();

    public AmountField OrZero() => this with { AllowsZero = true };
}
