namespace Marketplace.Users.Limits;

/// <summary>
/// What limits count as one mailbox: an address in its canonical form, without the part behind a plus sign, which many providers deliver to
/// the same place.
/// </summary>
internal static class LimitedMailbox
{
    public static string Of(string address)
    {
        var key = Mailbox.KeyOf(address);
        var (at, plus) = (key.LastIndexOf('@'), key.IndexOf('+', StringComparison.Ordinal));
        return plus > 0 && plus < at ? key[..plus] + key[at..] : key;
    }
}
