using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.TopUps;

/// <summary>Who pays an intent at the gateway, and with what they may.</summary>
/// <param name="CustomerId">Null where methods cannot be saved.</param>
internal sealed record Payer(string? CustomerId, IReadOnlyList<PaymentMethodKind> Kinds);
