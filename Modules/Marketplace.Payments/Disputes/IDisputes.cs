using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.Disputes;

/// <summary>Payments that customers contest at their bank.</summary>
public interface IDisputes
{
    /// <summary>
    /// Applies what the gateway says of a dispute: while the bank has the money, the credits are taken back, even where they are spent; a
    /// won dispute brings them back. Inquiries move nothing. Repeating it, in any order, changes nothing.
    /// </summary>
    /// <returns>False where it belongs to no top-up of this tenant.</returns>
    Task<bool> ApplyAsync(GatewayDispute dispute, CancellationToken cancellationToken);
}
