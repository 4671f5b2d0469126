using Marketplace.Ui;

namespace Marketplace.Tenants.Settings;

/// <summary>What annotations cannot say about settings.</summary>
internal static class SettingsRules
{
    private const decimal HighestUsdValue = 1_000_000m;
    private const int MostDecimals = 6;

    /// <returns>Property and sentence of each thing that is wrong.</returns>
    public static IEnumerable<(string Property, string Error)> Check(SettingsInput input, IReadOnlyCollection<string> themes, IReadOnlyCollection<string> adminThemes)
    {
        if (!string.IsNullOrWhiteSpace(input.BaseUrl) && SiteAddress.Canonical(input.BaseUrl) is null)
            yield return (nameof(input.BaseUrl), "Enter an address such as https://shop.example, without a query.");
        if (input.Theme is not null && !themes.Contains(input.Theme, StringComparer.Ordinal))
            yield return (nameof(input.Theme), "This theme is not enabled. Enable it under Features first.");
        if (input.AdminTheme is not null && !adminThemes.Contains(input.AdminTheme, StringComparer.Ordinal))
            yield return (nameof(input.AdminTheme), "This theme is not enabled. Enable it under Features first.");
        if (input.Icon is not null && !IconSet.Contains(input.Icon.Trim()))
            yield return (nameof(input.Icon), "There is no such icon. Names are listed at icons.getbootstrap.com.");
        if (input.UnitUsdValue is { } value && (value <= 0 || value > HighestUsdValue || decimal.Round(value, MostDecimals) != value))
            yield return (nameof(input.UnitUsdValue), "Enter a value above 0 and at most 1,000,000, with up to 6 decimals.");
    }
}
