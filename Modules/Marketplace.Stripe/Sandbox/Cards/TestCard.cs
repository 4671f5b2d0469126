namespace Marketplace.Stripe.Sandbox;

/// <param name="Token">Payment method of the same card for tests, such as <c>pm_card_visa</c>, or null.</param>
internal sealed record TestCard(
    string Number, string Brand, string? Token = null, CardDecline? Decline = null, CardAuthentication Authentication = CardAuthentication.None)
{
    public string LastFour => Number[^4..];
}

internal sealed record CardDecline(string Code, string DeclineCode, string Message);

/// <summary>When the bank wants to see its customer.</summary>
internal enum CardAuthentication
{
    None,

    /// <summary>Until the card was set up for use without its owner.</summary>
    UnlessSetUp,

    Always,

    /// <summary>With the owner present only: it counts as set up already.</summary>
    OnSessionOnly,
}
