namespace Marketplace.Payments.Clawback;

/// <summary>A reason to take credits of a top-up back: a refund or a dispute.</summary>
/// <param name="Cents">Of what was paid.</param>
/// <param name="InForce">The money is gone, or on its way.</param>
/// <param name="Taken">What the wallet gave for it and did not get back; null where it was never taken for.</param>
internal sealed record Claim(string Id, long Cents, bool InForce, CreditAmount? Taken);

/// <param name="Amount">Positive is taken for the claim; negative goes back to the wallet, of what was taken for it.</param>
internal sealed record Movement(string ClaimId, CreditAmount Amount);
