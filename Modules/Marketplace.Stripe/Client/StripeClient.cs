using System.Text.Json;
using Marketplace.Payments.Gateways;

namespace Marketplace.Stripe.Client;

/// <summary>The few endpoints of Stripe that we use.</summary>
internal sealed class StripeClient(StripeTransport transport)
{
    public Task<StripeResult<StripeIntent>> CreatePaymentIntentAsync(CreatePaymentIntent request, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("amount", request.AmountCents)
            .Add("currency", "usd")
            .AddAll("payment_method_types", request.Kinds.Select(x => x.ToStripe()))
            .Add("description", request.Description)
            .Add("customer", request.CustomerId)
            .Add("setup_future_usage", request.SavesMethod ? "off_session" : null)
            .AddMetadata(request.Metadata);
        return PostAsync<StripeIntent>("payment_intents", form, request.IdempotencyKey, cancellationToken);
    }

    public Task<StripeResult<StripeIntent>> ChargeOffSessionAsync(OffSessionCharge request, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("amount", request.AmountCents)
            .Add("currency", "usd")
            .AddAll("payment_method_types", [request.Kind.ToStripe()])
            .Add("description", request.Description)
            .Add("customer", request.CustomerId)
            .Add("payment_method", request.PaymentMethodId)
            .Add("off_session", "true")
            .Add("confirm", "true")
            .AddMetadata(request.Metadata);
        return PostAsync<StripeIntent>("payment_intents", form, request.IdempotencyKey, cancellationToken);
    }

    public Task<StripeResult<StripeIntent>> GetPaymentIntentAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<StripeIntent>(
            $"payment_intents/{Escape(id)}{new StripeForm().AddAll("expand", ["payment_method"]).ToQuery()}", cancellationToken);

    /// <summary>
    /// Without an idempotency key, under which a fault would be answered again for a day. An intent that was canceled before is what was
    /// wished.
    /// </summary>
    public async Task<StripeResult<StripeIntent>> CancelPaymentIntentAsync(string id, CancellationToken cancellationToken)
    {
        var result = await PostAsync<StripeIntent>(
            $"payment_intents/{Escape(id)}/cancel", new StripeForm(), idempotencyKey: null, cancellationToken);
        return result.Error?.Intent is { Status: "canceled" } canceled && canceled.Id == id
            ? new StripeResult<StripeIntent>(canceled, null)
            : result;
    }

    public Task<StripeResult<StripeCustomer>> CreateCustomerAsync(CreateGatewayCustomer request, CancellationToken cancellationToken) =>
        PostAsync<StripeCustomer>(
            "customers", new StripeForm().Add("email", request.Email).Add("name", request.Name).AddMetadata(request.Metadata),
            request.IdempotencyKey, cancellationToken);

    public Task<StripeResult<StripeSetupIntent>> CreateSetupIntentAsync(CreateSetupIntent request, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("customer", request.CustomerId)
            .Add("usage", "off_session")
            .AddAll("payment_method_types", request.Kinds.Select(x => x.ToStripe()))
            .AddMetadata(request.Metadata);
        return PostAsync<StripeSetupIntent>("setup_intents", form, request.IdempotencyKey, cancellationToken);
    }

    public Task<StripeResult<StripeSetupIntent>> GetSetupIntentAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<StripeSetupIntent>($"setup_intents/{Escape(id)}", cancellationToken);

    public Task<StripeResult<StripeMethod>> GetPaymentMethodAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<StripeMethod>($"payment_methods/{Escape(id)}", cancellationToken);

    /// <summary>Without an idempotency key, under which a fault would be answered again for a day.</summary>
    public Task<StripeResult<StripeMethod>> DetachPaymentMethodAsync(string id, CancellationToken cancellationToken) =>
        PostAsync<StripeMethod>($"payment_methods/{Escape(id)}/detach", new StripeForm(), idempotencyKey: null, cancellationToken);

    public Task<StripeResult<StripeRefund>> CreateRefundAsync(CreateRefund request, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("payment_intent", request.PaymentIntentId)
            .Add("amount", request.AmountCents)
            .Add("reason", request.Reason?.ToStripe())
            .AddMetadata(request.Metadata);
        return PostAsync<StripeRefund>("refunds", form, request.IdempotencyKey, cancellationToken);
    }

    public Task<StripeResult<StripeRefund>> GetRefundAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<StripeRefund>($"refunds/{Escape(id)}", cancellationToken);

    public Task<StripeResult<IReadOnlyList<StripeRefund>>> ListRefundsAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        ListAllAsync<StripeRefund>("refunds", new StripeForm().Add("payment_intent", paymentIntentId), x => x.Id, cancellationToken);

    public Task<StripeResult<StripeDispute>> GetDisputeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<StripeDispute>($"disputes/{Escape(id)}", cancellationToken);

    public Task<StripeResult<IReadOnlyList<StripeBalanceTransaction>>> ListBalanceTransactionsAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var form = new StripeForm().Add("created[gte]", from.ToUnixTimeSeconds()).Add("created[lt]", before.ToUnixTimeSeconds())
            .AddAll("expand", ["data.source"]);
        return ListAllAsync<StripeBalanceTransaction>("balance_transactions", form, x => x.Id, cancellationToken);
    }

    public Task<StripeResult<IReadOnlyList<JsonElement>>> ListEventsAsync(GatewayEventQuery query, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .Add("created[gte]", query.Since.ToUnixTimeSeconds())
            .AddAll("types", query.Subjects.SelectMany(EventSubjects.TypesOf))
            .Add("delivery_success", query.UndeliveredOnly ? "false" : null);
        return ListAllAsync<JsonElement>("events", form, x => x.GetProperty("id").GetString()!, cancellationToken);
    }

    private Task<StripeResult<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => transport.SendAsync<T>(HttpMethod.Get, path, null, null, cancellationToken);

    private Task<StripeResult<T>> PostAsync<T>(string path, StripeForm form, string? idempotencyKey, CancellationToken cancellationToken)
        where T : class => transport.SendAsync<T>(HttpMethod.Post, path, form.Fields, idempotencyKey, cancellationToken);

    private async Task<StripeResult<IReadOnlyList<T>>> ListAllAsync<T>(
        string path, StripeForm filter, Func<T, string> id, CancellationToken cancellationToken)
    {
        filter.Add("limit", 100);
        var query = filter.ToQuery();
        List<T> all = [];
        while (true)
        {
            var cursor = all.Count == 0 ? "" : $"&starting_after={Escape(id(all[^1]))}";
            var page = await GetAsync<StripeList<T>>(path + query + cursor, cancellationToken);
            if (page.Value is null)
                return new StripeResult<IReadOnlyList<T>>(null, page.Error);
            all.AddRange(page.Value.Data);
            if (!page.Value.HasMore || page.Value.Data.Count == 0)
                return new StripeResult<IReadOnlyList<T>>(all, null);
        }
    }

    private static string Escape(string id) => Uri.EscapeDataString(id);
}
