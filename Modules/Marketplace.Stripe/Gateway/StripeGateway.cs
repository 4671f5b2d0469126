using System.Runtime.CompilerServices;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Client;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Payments' gateway on Stripe.net. Whatever would happen twice when sent twice carries the attempt's key.</summary>
internal sealed class StripeGateway(StripeCalls calls, StripeAccounts accounts, CustomerMessages messages) : IPaymentGateway
{
    public const string GatewayName = "stripe";

    /// <summary>Under a key, a fault would be answered again for a day.</summary>
    private const string? Keyless = null;

    public string Name => GatewayName;

    public async Task<GatewayBrowserSettings?> GetBrowserSettingsAsync(CancellationToken cancellationToken) =>
        await accounts.FindAsync(cancellationToken) is { } account
            ? new GatewayBrowserSettings(account.PublishableKey, account.ScriptUrl, account.IsSandbox)
            {
                Kinds = account.OffersPayPal ? [PaymentMethodKind.Card, PaymentMethodKind.PayPal] : [PaymentMethodKind.Card],
            }
            : null;

    public Task<GatewayResult<PaymentIntent>> CreateIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken) =>
        SendAsync(
            request.IdempotencyKey, (stripe, options, token) => stripe.V1.PaymentIntents.CreateAsync(request.ToOptions(), options, token),
            ToIntent, cancellationToken);

    public Task<GatewayResult<PaymentIntent>> GetIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless,
            (stripe, options, token) => stripe.V1.PaymentIntents.GetAsync(
                paymentIntentId, new Api.PaymentIntentGetOptions { Expand = ["payment_method"] }, options, token),
            ToIntent, cancellationToken);

    public Task<GatewayResult<PaymentIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken) =>
        SendAsync(
            request.IdempotencyKey, (stripe, options, token) => stripe.V1.PaymentIntents.CreateAsync(request.ToOptions(), options, token),
            ToIntent, cancellationToken);

    /// <summary>An intent that was canceled before is what was wished.</summary>
    public async Task<GatewayResult<PaymentIntent>> CancelIntentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        var result = await calls.SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.PaymentIntents.CancelAsync(paymentIntentId, null, options, token),
            cancellationToken);
        return ToResult(
            result.Error?.Intent is { Status: "canceled" } canceled && canceled.Id == paymentIntentId
                ? new StripeResult<Api.PaymentIntent>(canceled, null)
                : result,
            ToIntent);
    }

    public Task<GatewayResult<GatewayCustomer>> CreateCustomerAsync(
        CreateGatewayCustomer request, CancellationToken cancellationToken) =>
        SendAsync(
            request.IdempotencyKey, (stripe, options, token) => stripe.V1.Customers.CreateAsync(request.ToOptions(), options, token),
            MethodMapping.ToCustomer, cancellationToken);

    public Task<GatewayResult<SetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken) =>
        SendAsync(
            request.IdempotencyKey, (stripe, options, token) => stripe.V1.SetupIntents.CreateAsync(request.ToOptions(), options, token),
            ToSetup, cancellationToken);

    public Task<GatewayResult<SetupIntent>> GetSetupIntentAsync(string setupIntentId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.SetupIntents.GetAsync(setupIntentId, null, options, token), ToSetup,
            cancellationToken);

    public Task<GatewayResult<SavedPaymentMethod>> GetPaymentMethodAsync(string paymentMethodId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.PaymentMethods.GetAsync(paymentMethodId, null, options, token),
            MethodMapping.ToSavedMethod, cancellationToken);

    public Task<GatewayResult<SavedPaymentMethod>> DetachPaymentMethodAsync(
        string paymentMethodId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.PaymentMethods.DetachAsync(paymentMethodId, null, options, token),
            MethodMapping.ToSavedMethod, cancellationToken);

    public Task<GatewayResult<GatewayRefund>> RefundAsync(CreateRefund request, CancellationToken cancellationToken) =>
        SendAsync(
            request.IdempotencyKey, (stripe, options, token) => stripe.V1.Refunds.CreateAsync(request.ToOptions(), options, token),
            RefundMapping.ToRefund, cancellationToken);

    public Task<GatewayResult<GatewayRefund>> GetRefundAsync(string refundId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.Refunds.GetAsync(refundId, null, options, token), RefundMapping.ToRefund,
            cancellationToken);

    public Task<GatewayResult<IReadOnlyList<GatewayRefund>>> ListRefundsAsync(
        string paymentIntentId, CancellationToken cancellationToken) =>
        ListAsync(
            new Api.RefundListOptions { PaymentIntent = paymentIntentId },
            static (stripe, filter, options, token) => stripe.V1.Refunds.ListAsync(filter, options, token), RefundMapping.ToRefund,
            leavesOut: false, cancellationToken);

    public Task<GatewayResult<GatewayDispute>> GetDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        SendAsync(
            Keyless, (stripe, options, token) => stripe.V1.Disputes.GetAsync(disputeId, null, options, token), RefundMapping.ToDispute,
            cancellationToken);

    public Task<GatewayResult<IReadOnlyList<BalanceTransaction>>> ListBalanceTransactionsAsync(
        DateOnly day, CancellationToken cancellationToken) =>
        ListAsync(
            RequestMapping.OptionsOf(day),
            static (stripe, filter, options, token) => stripe.V1.BalanceTransactions.ListAsync(filter, options, token),
            RecordMapping.ToBalanceTransaction, leavesOut: false, cancellationToken);

    public Task<GatewayResult<IReadOnlyList<GatewayEvent>>> ListEventsAsync(
        GatewayEventQuery query, CancellationToken cancellationToken) =>
        ListAsync(
            query.ToOptions(),
            static (stripe, filter, options, token) =>
                stripe.RequestAsync<Api.StripeList<ListedEvent>>(HttpMethod.Get, "/v1/events", filter, options, token),
            RecordMapping.ToEvent, leavesOut: true, cancellationToken);

    private PaymentIntent? ToIntent(Api.PaymentIntent intent) => intent.ToPaymentIntent(messages);

    private SetupIntent? ToSetup(Api.SetupIntent intent) => intent.ToSetupIntent(messages);

    private async Task<GatewayResult<TResult>> SendAsync<T, TResult>(
        string? idempotencyKey, StripeCall<T> call, Func<T, TResult?> map, CancellationToken cancellationToken,
        [CallerMemberName] string name = "")
        where T : class, Api.IStripeEntity
        where TResult : class =>
        ToResult(await calls.SendAsync(idempotencyKey, call, cancellationToken, name), map);

    private GatewayResult<TResult> ToResult<T, TResult>(StripeResult<T> result, Func<T, TResult?> map)
        where T : class
        where TResult : class =>
        result.Value is not { } value ? new(null, messages.ToGatewayError(result.Error!))
        : map(value) is { } mapped ? new(mapped, null)
        : new(null, messages.ToGatewayError(StripeError.UnknownStatus));

    /// <summary>All pages, each a call of its own.</summary>
    /// <param name="leavesOut">
    /// Rows that cannot be read are left out; else they make the list unknown, because whoever misses a row in it may make it anew.
    /// </param>
    private async Task<GatewayResult<IReadOnlyList<TResult>>> ListAsync<T, TFilter, TResult>(
        TFilter filter, StripePage<T, TFilter> page, Func<T, TResult?> map, bool leavesOut, CancellationToken cancellationToken,
        [CallerMemberName] string name = "")
        where T : class, Api.IStripeEntity, Api.IHasId
        where TFilter : Api.ListOptions
        where TResult : class
    {
        filter.Limit = 100;
        List<TResult> all = [];
        while (true)
        {
            var read = await calls.SendAsync(
                Keyless, (stripe, options, token) => page(stripe, filter, options, token), cancellationToken, name);
            if (read.Value is not { Data: { } rows } list || rows.Exists(x => x is not { Id.Length: > 0 }))
                return new(null, messages.ToGatewayError(read.Error ?? StripeError.UnknownStatus));
            var mapped = rows.Select(map).OfType<TResult>().ToList();
            if ((mapped.Count < rows.Count && !leavesOut) || (rows.Count > 0 && rows[^1].Id == filter.StartingAfter))
                return new(null, messages.ToGatewayError(StripeError.UnknownStatus));
            all.AddRange(mapped);
            if (!list.HasMore || rows.Count == 0)
                return new(all, null);
            filter.StartingAfter = rows[^1].Id;
        }
    }

    private delegate Task<Api.StripeList<T>> StripePage<T, TFilter>(
        Api.StripeClient stripe, TFilter filter, Api.RequestOptions options, CancellationToken cancellationToken);
}
