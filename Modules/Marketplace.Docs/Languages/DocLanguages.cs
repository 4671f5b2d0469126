using System.Globalization;

namespace Marketplace.Docs.Languages;

/// <summary>The languages that a tenant's pages are written in, and which of them a reader gets.</summary>
internal sealed class DocLanguages(ITenant tenant)
{
    private readonly LanguageSettings _settings = tenant.Settings.Get<LanguageSettings>("site");

    /// <summary>What is not translated is shown in this one.</summary>
    public string Own => _settings.Language is { Length: > 0 } language ? language : "en";

    /// <summary>The tenant's own first.</summary>
    public IReadOnlyList<string> All => [.. (_settings.Languages ?? []).Prepend(Own).Distinct(StringComparer.Ordinal)];

    /// <returns>The language of the request, where the tenant writes in it.</returns>
    public string OfReader() => Or(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <returns><paramref name="language"/>, or the tenant's own where it does not write in that one.</returns>
    public string Or(string? language) => All.Contains(language, StringComparer.Ordinal) ? language! : Own;

    /// <returns>As its speakers call it, for example <c>Deutsch</c>.</returns>
    public static string NameOf(string language)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(language);
            return culture.TextInfo.ToTitleCase(culture.NativeName);
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }
}

/// <summary>What the section <c>site</c> of the settings says about languages.</summary>
internal sealed record LanguageSettings
{
    public string Language { get; init; } = "en";

    public string[]? Languages { get; init; }
}
