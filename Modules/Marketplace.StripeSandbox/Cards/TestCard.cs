namespace Marketplace.StripeSandbox.Cards;

/// <param name="Token">Payment method of the same card for tests, such as <c>pm_card_visa</c>, or null.</param>
internal sealed record TestCard(
    string Number, string Brand, string? Token = null, CardDecline? Decline = null,
    CardAuthentication Authentication = CardAuthentication.None, CardAftermath Aftermath = CardAftermath.None)
{
    public string LastFour => Number[^4..];

    /// <summary>Its bank agrees to save it, and refuses every charge.</summary>
    public bool AttachesThoughDeclined => Number == "4000000000000341";
}

internal sealed record CardDecline(string Code, string DeclineCode, string Message);

/// <summary>What follows a charge, or a refund of it.</summary>
internal enum CardAftermath
{
    None,
    FraudulentDispute,
    NotReceivedDispute,
    Inquiry,
    EarlyFraudWarning,

    /// <summary>A refund stays pending for a while and then succeeds.</summary>
    PendingRefund,

    /// <summary>A refund succeeds, and the bank sends it back later.</summary>
    FailingRefund,
}

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
