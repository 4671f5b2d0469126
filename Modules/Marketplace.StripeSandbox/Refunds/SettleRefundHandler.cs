using Marketplace.Data;

namespace Marketplace.StripeSandbox;

/// <summary>A refund's bank has made up its mind, as the card's row in Stripe's table says.</summary>
[Event("stripe.sandbox-refund-due")]
internal sealed record SandboxRefundDue(string RefundId, bool Succeeds);

[StoredName("Marketplace.Stripe.Sandbox.SettleRefundHandler")]
internal sealed class SettleRefundHandler(SandboxDesk desk) : IEventHandler<SandboxRefundDue>
{
    /// <summary>Where an operator was faster, nothing is left to move.</summary>
    public Task HandleAsync(SandboxRefundDue @event, string eventId, CancellationToken cancellationToken) =>
        desk.AdvanceRefundAsync(@event.RefundId, @event.Succeeds, cancellationToken);
}
