namespace Marketplace.Abstractions;

/// <summary>
/// The terms that a tenant's editors published, and who accepted them. The module Content implements it; without that module, and in a
/// tenant that has published none, nobody is asked anything.
/// </summary>
public interface ITermsOfUse
{
    /// <summary>What somebody who registers now reads and accepts, in the language of the request.</summary>
    ValueTask<RegistrationTexts> FindForRegistrationAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether this person may buy. Whoever was never asked may: they find the terms in their dashboard. Whoever declined may not, nor
    /// whoever accepted a version that has been replaced since, which was announced to them.
    /// </summary>
    /// <returns>Null: they may.</returns>
    ValueTask<TermsDue?> FindDueAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Terms">Null where none are published.</param>
/// <param name="Privacy">The privacy notice, which is shown and never accepted; null where none is published.</param>
public sealed record RegistrationTexts(TermsInForce? Terms, LegalLink? Privacy);

/// <param name="Key">Names the text and its version: send it back with what the person chose.</param>
/// <param name="Address">Inside the tenant: <c>~/terms</c>.</param>
public sealed record TermsInForce(string Key, string Title, string Address);

/// <param name="Address">Inside the tenant: <c>~/privacy</c>.</param>
public sealed record LegalLink(string Title, string Address);

/// <param name="Address">Of the page that shows the terms and asks, inside the tenant; takes <c>?returnUrl=</c>.</param>
public sealed record TermsDue(string Title, string Address);

/// <summary>Somebody accepted the terms when they registered: written with their account, in one transaction.</summary>
/// <param name="Key">Of <see cref="TermsInForce"/>.</param>
/// <param name="Network">See <see cref="ClientNetwork"/>.</param>
[Event("users.terms-accepted")]
public sealed record TermsAccepted(string UserId, string Key, DateTimeOffset At, string Network);
