namespace Marketplace.StripeSandbox.Refunds;

/// <summary>A refund's bank has made up its mind, as the card's row in Stripe's table says.</summary>
[Event("stripe.sandbox-refund-due")]
internal sealed record SandboxRefundDue(string RefundId, bool Succeeds);
