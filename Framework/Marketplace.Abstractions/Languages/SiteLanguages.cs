using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>
/// The languages of a tenant: its own, <c>site.language</c>, and the further ones of <c>site.languages</c>. Read once per shell, since a
/// change of the settings makes a new one.
/// </summary>
public sealed class SiteLanguages
{
    /// <summary>The address's parameter that asks for a language; the choice is kept.</summary>
    public const string Parameter = "lang";

    /// <summary>The cookie that keeps a visitor's choice.</summary>
    public const string Cookie = "mp_language";

    /// <summary>Marks each text that was looked up, so that the others stand out: for tests. No page offers it.</summary>
    public static readonly SiteLanguage Pseudo = new("qps", "⟦qps⟧", "qps-ploc");

    public SiteLanguages(ITenant tenant)
        : this(tenant.Settings.Get<SiteSettings>("site"))
    {
    }

    public SiteLanguages(SiteSettings site)
    {
        Default = FindKnown(site.Language) ?? Known[0];
        All = [.. (site.Languages ?? []).Select(FindKnown).OfType<SiteLanguage>().Prepend(Default).Distinct()];
    }

    /// <summary>What the product's own texts are written in, the language of their keys first.</summary>
    public static IReadOnlyList<SiteLanguage> Known { get; } =
        [new("en", "English", "en-US"), new("fr", "Français", "fr-FR"), new("de", "Deutsch", "de-DE")];

    /// <summary>The tenant's own: for whoever chose none, and for work that nobody asked for.</summary>
    public SiteLanguage Default { get; }

    /// <summary>The default one first.</summary>
    public IReadOnlyList<SiteLanguage> All { get; }

    /// <param name="code">As somebody sent it, for example <c>fr</c>, <c>FR</c> or <c>fr-CA</c>.</param>
    /// <returns>Null where this tenant does not offer it.</returns>
    public SiteLanguage? Find(string? code) => All.FirstOrDefault(x => Means(code, x));

    /// <returns>The language that is spoken right now, if it is the tenant's.</returns>
    public SiteLanguage Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? Default;

    private static SiteLanguage? FindKnown(string? code) => Known.Append(Pseudo).FirstOrDefault(x => Means(code, x));

    private static bool Means(string? code, SiteLanguage language) =>
        code is not null && code.StartsWith(language.Code, StringComparison.OrdinalIgnoreCase)
        && (code.Length == language.Code.Length || code[language.Code.Length] is '-' or '_');
}
