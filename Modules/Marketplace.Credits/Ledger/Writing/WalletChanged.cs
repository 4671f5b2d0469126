namespace Marketplace.Credits.Ledger.Writing;

/// <summary>What a customer can spend has changed, or may have. Handlers read the balance themselves: it may have changed again.</summary>
/// <param name="SourceId">The transaction or the hold behind it.</param>
[Event("credits.wallet-changed")]
public sealed record WalletChanged(string UserId, string Asset, string SourceId)
{
    /// <summary>
    /// It left the customer with less to spend: something was paid, or reserved to be paid, and not given, released or sent back. An
    /// automatic top-up may follow.
    /// </summary>
    public bool IsDebit { get; init; }

    /// <summary>The purchase it belongs to, for example an order's id; null where it belongs to none.</summary>
    public string? Purchase { get; init; }
}
