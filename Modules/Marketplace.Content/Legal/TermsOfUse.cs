using System.Globalization;
using Marketplace.Content.Items;

namespace Marketplace.Content.Legal;

/// <summary>What other modules ask of the terms.</summary>
internal sealed class TermsOfUse(TermsTexts texts, TermsStandings standings, IPublishedContent published) : ITermsOfUse
{
    /// <summary>The page that shows the terms to somebody who is signed in.</summary>
    public const string Page = "~/dashboard/terms";

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async ValueTask<RegistrationTexts> FindForRegistrationAsync(CancellationToken cancellationToken)
    {
        var terms = await texts.FindInForceAsync(Language, cancellationToken) is var (text, address)
            ? new TermsInForce(text.Key, text.Title, "~" + address)
            : null;
        var privacy = await published.ListAsync(LegalKinds.Privacy, Language, cancellationToken) is [{ Address: { } at } notice, ..]
            ? new LegalLink(notice.Title, "~" + at)
            : null;
        return new RegistrationTexts(terms, privacy);
    }

    public async ValueTask<TermsDue?> FindDueAsync(string userId, CancellationToken cancellationToken) =>
        await texts.FindInForceAsync(Language, cancellationToken) is not var (text, _)
            || (await standings.FindAsync(userId, text, cancellationToken)).MayBuy
            ? null
            : new TermsDue(text.Title, Page);
}
