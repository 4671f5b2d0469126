using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>The settings section <c>credits</c>: the tenant's one credit unit (acceptance D2).</summary>
public sealed record CreditUnit
{
    private const decimal MicrosPerCent = 10_000m;

    /// <summary>More dollars than there are; what is above counts as this, so that no conversion, and no sum of a few, overflows.</summary>
    private const decimal MostCents = 1e15m;

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

    /// <summary>The one conversion between dollars and credits. It is exact, or there is none.</summary>
    /// <returns>The credits that these dollars buy; null where that is no exact amount of them.</returns>
    public CreditAmount? ToCredits(Usd usd) =>
        Micros(usd) is { } micros && decimal.Truncate(micros) * UsdValue == usd.Cents * MicrosPerCent && IsInRange(micros)
            ? new CreditAmount(decimal.ToInt64(micros))
            : null;

    /// <returns>What these credits cost; null where that is no whole number of cents.</returns>
    public Usd? ToUsd(CreditAmount credits) =>
        Cents(credits) is { } cents && decimal.Truncate(cents) == cents && IsInRange(cents) ? new Usd(decimal.ToInt64(cents)) : null;

    /// <summary>
    /// For comparisons and defaults: as many credits as these dollars are worth, towards zero, and at most as many as there can be.
    /// </summary>
    public CreditAmount WorthOf(Usd usd) =>
        Micros(usd) is { } micros
            ? new CreditAmount(decimal.ToInt64(Math.Clamp(decimal.Truncate(micros), long.MinValue, long.MaxValue)))
            : CreditAmount.Zero;

    /// <summary>What these credits are worth, for metadata: dollars with two to six decimals, <c>5.00</c> or <c>0.005</c>.</summary>
    public string UsdText(CreditAmount credits) => (credits.ToDecimal() * UsdValue).ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>What somebody has is worth these whole cents at least.</summary>
    public Usd AtLeast(CreditAmount credits) =>
        Cents(credits) is { } cents ? new Usd(decimal.ToInt64(Math.Clamp(decimal.Floor(cents), -MostCents, MostCents))) : Usd.Zero;

    /// <summary>What something costs is worth these whole cents at most.</summary>
    public Usd AtMost(CreditAmount credits) =>
        Cents(credits) is { } cents ? new Usd(decimal.ToInt64(Math.Clamp(decimal.Ceiling(cents), -MostCents, MostCents))) : Usd.Zero;

    /// <summary>
    /// For example <c>$1,234.56</c>, <c>-$5.00</c> or <c>12 mana</c>; rounded half to even, and never a negative nothing.
    /// </summary>
    public string Format(CreditAmount amount)
    {
        var rounded = decimal.Round(amount.ToDecimal(), Decimals, MidpointRounding.ToEven);
        var number = Math.Abs(rounded).ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var text = Symbol.Length > 0 ? Symbol + number : $"{number} {Code}";
        return rounded < 0 ? "-" + text : text;
    }

    /// <returns>Null where the unit has no value.</returns>
    private decimal? Micros(Usd usd) => UsdValue > 0 ? Math.Clamp(usd.Cents, -MostCents, MostCents) * MicrosPerCent / UsdValue : null;

    private decimal? Cents(CreditAmount credits) => UsdValue > 0 ? credits.Micros * UsdValue / MicrosPerCent : null;

    private static bool IsInRange(decimal number) => number is >= long.MinValue and <= long.MaxValue;
}
