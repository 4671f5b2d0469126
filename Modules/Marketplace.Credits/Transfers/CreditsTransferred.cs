namespace Marketplace.Credits.Transfers;

/// <summary>A customer sent credits to another.</summary>
/// <param name="Note">For the recipient; may be empty.</param>
/// <param name="Culture">Language of the sender.</param>
[Event("credits.transferred")]
public sealed record CreditsTransferred(
    string TransactionId, string FromUserId, string ToUserId, CreditAmount Amount, string Note, string Culture)
{
    /// <summary>The sender named a user id, and does not learn whose it is.</summary>
    public bool ById { get; init; }
}
