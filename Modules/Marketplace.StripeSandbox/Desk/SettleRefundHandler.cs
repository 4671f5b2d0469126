using Marketplace.StripeSandbox.Refunds;

namespace Marketplace.StripeSandbox.Desk;

[StoredName("Marketplace.Stripe.Sandbox.SettleRefundHandler")]
[Delivery(Lane.Money)]
internal sealed class SettleRefundHandler(SandboxDesk desk) : IEventHandler<SandboxRefundDue>
{
    /// <summary>Where an operator was faster, nothing is left to move.</summary>
    public Task HandleAsync(SandboxRefundDue @event, string eventId, CancellationToken cancellationToken) =>
        desk.AdvanceRefundAsync(@event.RefundId, @event.Succeeds, cancellationToken);
}
