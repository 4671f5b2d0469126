using Marketplace.Ui;

namespace Marketplace.Tenants.Settings;

/// <summary>What annotations cannot say about settings.</summary>
internal static class SettingsRules
{
    private const decimal HighestUsdValue = 1_000_000m;
    private const int MostDecimals = 6;
    private static readonly AmountField UsdValue = new(MostDecimals, "$");

    /// <returns>Property and sentence of each thing that is wrong.</returns>
    public static IEnumerable<(string Property, string Error)> Check(
        SettingsInput input, IReadOnlyCollection<string> themes, IReadOnlyCollection<string> adminThemes)
    {
        if (!string.IsNullOrWhiteSpace(input.BaseUrl) && SiteAddress.Canonical(input.BaseUrl) is null)
            yield return (nameof(input.BaseUrl), "Enter an address such as https://shop.example, without a query.");
        if (input.Language is not null && !IsSpoken(input.Language))
            yield return (nameof(input.Language), "Choose one of the list.");
        if (!input.Languages.All(IsSpoken))
            yield return (nameof(input.Languages), "Choose languages of the list.");
        if (input.Theme is not null && !themes.Contains(input.Theme, StringComparer.Ordinal))
            yield return (nameof(input.Theme), "This theme is not enabled. Enable it under Features first.");
        if (input.AdminTheme is not null && !adminThemes.Contains(input.AdminTheme, StringComparer.Ordinal))
            yield return (nameof(input.AdminTheme), "This theme is not enabled. Enable it under Features first.");
        if (input.Icon is not null && !IconSet.Contains(input.Icon.Trim()))
            yield return (nameof(input.Icon), "There is no such icon. Names are listed at icons.getbootstrap.com.");
    }

    private static bool IsSpoken(string code) => SiteLanguages.Known.Any(x => x.Code == code);

    /// <returns>What is wrong with the numbers of the unit, in words for whoever typed them; they count only where nothing is.</returns>
    public static IReadOnlyList<(string Property, string Error)> ReadUnit(
        SettingsInput input, AmountReader amounts, out int decimals, out decimal usdValue)
    {
        var problems = new List<(string Property, string Error)>();
        if (amounts.ReadWhole(input.UnitDecimals, 0, MostDecimals, out decimals) is { } notWhole)
            problems.Add((nameof(input.UnitDecimals), notWhole));
        if (amounts.ReadNumber(input.UnitUsdValue, UsdValue, HighestUsdValue, out usdValue) is { } noValue)
            problems.Add((nameof(input.UnitUsdValue), noValue));
        return problems;
    }
}
