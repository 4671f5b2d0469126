namespace Marketplace.Credits.LowBalance;

/// <summary>A customer's credits fell below their threshold.</summary>
/// <param name="Threshold">As it was then.</param>
[Event("credits.ran-low")]
public sealed record CreditsRanLow(string UserId, CreditAmount Threshold);
