using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Refunds;

/// <summary>Money on its way back to customers.</summary>
public interface IRefunds
{
    /// <summary>
    /// Applies what the gateway says of a refund, whoever started it: the credits it paid for leave the wallet once, with their share of
    /// the bonus, and come back once where the refund failed. Repeating it, in any order, changes nothing.
    /// </summary>
    /// <returns>False where it belongs to no top-up of this tenant.</returns>
    Task<bool> ApplyAsync(GatewayRefund refund, CancellationToken cancellationToken);
}
