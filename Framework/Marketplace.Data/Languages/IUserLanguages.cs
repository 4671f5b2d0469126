using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>The languages that people chose. The module Users keeps them; without it everybody reads the site's own.</summary>
public interface IUserLanguages
{
    /// <returns>Two letters; null where the person chose none, or is gone.</returns>
    Task<string?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken);

    /// <summary>Keeps what somebody chose for themselves.</summary>
    Task ChooseAsync(string userId, string language, CancellationToken cancellationToken);
}

/// <summary>Lets a text that is written for somebody be in their language.</summary>
public sealed class Readers(SiteLanguages site, IUserLanguages? languages = null)
{
    /// <summary>
    /// Speak it before the values of a notification are put into words: <c>(await readers.LanguageOfAsync(…)).Speak()</c>.
    /// </summary>
    public async Task<SiteLanguage> LanguageOfAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        languages is null || site.All.Count == 1
            ? site.Default
            : site.Find(await languages.FindAsync(db, userId, cancellationToken)) ?? site.Default;
}
