namespace Marketplace.Payments.PaymentMethods;

/// <summary>A method was removed here; the gateway has to let it go too.</summary>
[Event("payments.method-let-go")]
internal sealed record MethodLetGo(string PaymentMethodId);

/// <summary>A payment has succeeded whose customer wanted its method kept.</summary>
[Event("payments.method-used-to-keep")]
internal sealed record MethodToKeep(string PaymentMethodId);
