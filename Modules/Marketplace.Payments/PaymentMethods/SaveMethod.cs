using System.Diagnostics;
using Marketplace.Payments.Gateways;
namespace Marketplace.Payments.PaymentMethods;

/// <summary>Keeps the method of a setup that the browser says is done: nothing of that is believed before the gateway says it.</summary>
internal sealed class SaveMethod(IPaymentGateway gateway, PaymentCustomers customers, IPaymentMethods methods, ITenant tenant)
{
    public async Task<SaveMethodResult> ExecuteAsync(string userId, string setupIntentId, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(userId, cancellationToken) is not { } customerId)
            return new SaveMethodResult.NotFound();
        var asked = await gateway.GetSetupIntentAsync(setupIntentId, cancellationToken);
        if (asked.Value is not { } setup)
            return asked.Error!.Code == GatewayError.NoSuchObject
                ? new SaveMethodResult.NotFound()
                : new SaveMethodResult.GatewayFailed(asked.Error);
        if (setup.CustomerId != customerId || !SetupMetadata.Fits(setup, userId, tenant))
            return new SaveMethodResult.NotFound();
        if (setup is not { Status: SetupIntentStatus.Succeeded, PaymentMethodId: { } methodId })
            return new SaveMethodResult.NotFinished(setup.FailureMessage);
        return await methods.RefreshAsync(methodId, cancellationToken) switch
        {
            RefreshMethodResult.Stored stored => new SaveMethodResult.Saved(stored.Method),
            RefreshMethodResult.TooMany => new SaveMethodResult.TooMany(),
            RefreshMethodResult.GatewayFailed failed => new SaveMethodResult.GatewayFailed(failed.Error),
            RefreshMethodResult.Removed or RefreshMethodResult.NotOurs => new SaveMethodResult.NotFound(),
            _ => throw new UnreachableException(),
        };
    }
}

internal abstract record SaveMethodResult
{
    private SaveMethodResult()
    {
    }

    public sealed record Saved(PaymentMethod Method) : SaveMethodResult;

    /// <summary>No such setup, somebody else's, or its method was removed since.</summary>
    public sealed record NotFound : SaveMethodResult;

    /// <summary>The bank has not agreed (yet).</summary>
    /// <param name="Message">Why the last try failed, for the customer, or null.</param>
    public sealed record NotFinished(string? Message) : SaveMethodResult;

    public sealed record TooMany : SaveMethodResult;

    public sealed record GatewayFailed(GatewayError Error) : SaveMethodResult;
}
