using System.Globalization;

namespace Marketplace.Abstractions;

/// <summary>A language that the product speaks.</summary>
/// <param name="Code">Two letters, in settings, addresses and cookies.</param>
/// <param name="Name">In the language itself.</param>
/// <param name="CultureName">Says how dates and counts are written.</param>
public sealed record SiteLanguage(string Code, string Name, string CultureName)
{
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(CultureName);

    /// <summary>
    /// Texts, dates and counts are in this language from here on, until the asynchronous method that calls this ends. Amounts and whatever
    /// programs read stay as they are.
    /// </summary>
    public void Speak() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture;
}
