using Marketplace.AutoTopUp.Consent;
using Marketplace.AutoTopUp.Settings;

namespace Marketplace.AutoTopUp.TakenOver;

/// <summary>What is asked, once, of a customer who had auto top-up on in an older system.</summary>
/// <param name="Wish">What was set there.</param>
internal sealed record TakenOverWish(string Wish, bool HasMethod)
{
    /// <returns>Null where nothing is to be asked.</returns>
    public static TakenOverWish? Of(CustomerSettings settings, ConsentText consent, bool hasMethod) =>
        settings is { AsksToGoOn: true, Enabled: false } ? new TakenOverWish(consent.WishOf(settings), hasMethod) : null;
}
