using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>The settings section <c>credits</c>: the tenant's one credit unit (acceptance D2).</summary>
public sealed record CreditUnit
{
    /// <summary>What the unit is called on screens, for example <c>Credits</c>.</summary>
    public string Name { get; init; } = "Credits";

    /// <summary>Sign before the amount (<c>$</c>), or empty where <see cref="Code"/> follows it.</summary>
    public string Symbol { get; init; } = "$";

    /// <summary>Code in API answers, for example <c>USD</c> or <c>mana</c>.</summary>
    public string Code { get; init; } = "USD";

    /// <summary>Decimals that screens show and prices are rounded to, 0–6.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>USD per credit.</summary>
    public decimal UsdValue { get; init; } = 1m;

    /// <summary>For example <c>$1,234.56</c>, <c>-$5.00</c> or <c>12 mana</c>; rounded half to even, and never a negative nothing.</summary>
    public string Format(CreditAmount amount)
    {
        var rounded = decimal.Round(amount.ToDecimal(), Decimals, MidpointRounding.ToEven);
        var number = Math.Abs(rounded).ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var text = Symbol.Length > 0 ? Symbol + number : $"{number} {Code}";
        return rounded < 0 ? "-" + text : text;
    }
}
