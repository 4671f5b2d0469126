namespace Marketplace.AutoTopUp;

/// <summary>What is asked, once, of a customer who had auto top-up on in an older system.</summary>
/// <param name="Wish">What was set there.</param>
internal sealed record TakenOver(string Wish, bool HasMethod)
{
    /// <returns>Null where nothing is to be asked.</returns>
    public static TakenOver? Of(CustomerSettings settings, ConsentText consent, bool hasMethod) =>
        settings is { AsksToGoOn: true, Enabled: false } ? new TakenOver(consent.WishOf(settings), hasMethod) : null;
}
