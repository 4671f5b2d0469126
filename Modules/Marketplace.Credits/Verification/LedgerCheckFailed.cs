namespace Marketplace.Credits.Verification;

/// <summary>A verification of the ledger found something that is not true. Written once for each such run.</summary>
[Event("credits.ledger-check-failed")]
public sealed record LedgerCheckFailed(string CheckId);
