using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Reading;

namespace Marketplace.StripeSandbox.Checkout;

/// <summary>Stripe's own pages are not here to lead a customer to, so no session of them is ever made.</summary>
internal abstract class NotInTestModeOperation(string what) : ISandboxOperation
{
    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call) =>
        throw StripeFault.Invalid(null, $"{what} are not available in test mode on this account.");
}

internal sealed class CreateCheckoutSessionOperation() : NotInTestModeOperation("Checkout Sessions");

internal sealed class CreateCustomerSessionOperation() : NotInTestModeOperation("Customer Sessions");

internal sealed class GetCheckoutSessionOperation(SandboxObjects objects, ExpandedView view)
    : GetOperation(objects, view, "checkout.session");

internal sealed class ListCheckoutSessionsOperation(SandboxObjects objects, ExpandedView view)
    : ListOperation(objects, view, "checkout.session", "/v1/checkout/sessions", "customer", "payment_intent", "status");
