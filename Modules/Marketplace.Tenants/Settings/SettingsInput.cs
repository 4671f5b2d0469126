using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.Tenants.Settings;

/// <summary>The form of a site's settings.</summary>
internal sealed record SettingsInput : IEditForm
{
    private const string Color = "^#[0-9a-fA-F]{6}$";

    [Required(ErrorMessage = "Enter a name.")]
    [StringLength(60, ErrorMessage = "Use at most 60 characters.")]
    [Readable]
    public string? DisplayName { get; init; }

    [StringLength(160, ErrorMessage = "Use at most 160 characters.")]
    public string? Tagline { get; init; }

    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    public string? BaseUrl { get; init; }

    [Required(ErrorMessage = "Choose a language.")]
    public string? Language { get; init; }

    /// <summary>Further ones; the site's own is offered in any case.</summary>
    public string[] Languages { get; init; } = [];

    [Required(ErrorMessage = "Choose a theme.")]
    public string? Theme { get; init; }

    [Required(ErrorMessage = "Choose a theme.")]
    public string? AdminTheme { get; init; }

    [Required(ErrorMessage = "Choose a colour.")]
    [RegularExpression(Color, ErrorMessage = "Write a colour as #rrggbb.")]
    public string? Accent { get; init; }

    [Required(ErrorMessage = "Choose a colour.")]
    [RegularExpression(Color, ErrorMessage = "Write a colour as #rrggbb.")]
    public string? AccentDark { get; init; }

    [Required(ErrorMessage = "Enter the name of an icon.")]
    [StringLength(40, ErrorMessage = "Use at most 40 characters.")]
    public string? Icon { get; init; }

    [Required(ErrorMessage = "Enter what a credit is called.")]
    [StringLength(30, ErrorMessage = "Use at most 30 characters.")]
    [Readable]
    public string? UnitName { get; init; }

    [StringLength(4, ErrorMessage = "Use at most 4 characters.")]
    public string? UnitSymbol { get; init; }

    [Required(ErrorMessage = "Enter a code.")]
    [RegularExpression("^[A-Za-z]{1,10}$", ErrorMessage = "Use 1 to 10 letters.")]
    public string? UnitCode { get; init; }

    /// <summary>As typed, like the value: numbers are read from their digits.</summary>
    public string? UnitDecimals { get; init; }

    public string? UnitUsdValue { get; init; }

    /// <summary>Needed where the value changes once somebody has credits.</summary>
    [StringLength(500, ErrorMessage = "Use at most 500 characters.")]
    public string? Reason { get; init; }

    /// <summary>Of the name and both sections together, which this form edits.</summary>
    public string? Version { get; set; }

    public static string VersionOf(TenantEdit tenant) => RecordVersion.Of(
        (tenant.DisplayName, tenant.Settings.Get<SiteSettings>(SettingsSections.Site),
            tenant.Settings.Get<CreditUnit>(SettingsSections.Credits)));

    public static SettingsInput From(TenantEdit tenant)
    {
        var site = tenant.Settings.Get<SiteSettings>(SettingsSections.Site);
        var unit = tenant.Settings.Get<CreditUnit>(SettingsSections.Credits);
        return new()
        {
            Version = VersionOf(tenant),
            DisplayName = tenant.DisplayName,
            Tagline = site.Tagline,
            BaseUrl = site.BaseUrl,
            Language = site.Language,
            Languages = [.. new SiteLanguages(site).All.Skip(1).Intersect(SiteLanguages.Known).Select(x => x.Code)],
            Theme = site.Theme,
            AdminTheme = site.AdminTheme,
            Accent = site.Accent,
            AccentDark = site.AccentDark,
            Icon = site.Icon,
            UnitName = unit.Name,
            UnitSymbol = unit.Symbol,
            UnitCode = unit.Code,
            UnitDecimals = unit.Decimals.ToString(CultureInfo.InvariantCulture),
            UnitUsdValue = unit.UsdValue.ToString("0.00####", CultureInfo.InvariantCulture),
        };
    }

    public SiteSettings ToSite(SiteSettings before) => before with
    {
        Tagline = Tagline?.Trim() ?? "",
        BaseUrl = SiteAddress.Canonical(BaseUrl),
        Language = Language!,
        // What stands there and is not among the choices was put there by hand.
        Languages =
        [
            .. Languages.Where(x => x != Language)
                .Concat(before.Languages.Where(x => SiteLanguages.Known.All(y => y.Code != x))).Distinct(StringComparer.Ordinal),
        ],
        Theme = Theme!,
        AdminTheme = AdminTheme!,
        Accent = Accent!,
        AccentDark = AccentDark!,
        Icon = Icon!.Trim(),
    };

    /// <param name="decimals">As <see cref="SettingsRules"/> read them, like the value.</param>
    public CreditUnit ToUnit(CreditUnit before, int decimals, decimal usdValue) => before with
    {
        Name = UnitName!.Trim(),
        Symbol = UnitSymbol?.Trim() ?? "",
        Code = UnitCode!.Trim(),
        Decimals = decimals,
        UsdValue = usdValue,
    };
}

internal static class SettingsSections
{
    public const string Site = "site";
    public const string Credits = "credits";
}
