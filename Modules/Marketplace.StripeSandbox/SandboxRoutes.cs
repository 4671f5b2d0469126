using Marketplace.StripeSandbox.Account;
using Marketplace.StripeSandbox.Balance;
using Marketplace.StripeSandbox.Browser;
using Marketplace.StripeSandbox.Challenge;
using Marketplace.StripeSandbox.Checkout;
using Marketplace.StripeSandbox.Customers;
using Marketplace.StripeSandbox.Disputes;
using Marketplace.StripeSandbox.Endpoint;
using Marketplace.StripeSandbox.Events;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;
using Marketplace.StripeSandbox.Reading;
using Marketplace.StripeSandbox.Refunds;
using Marketplace.StripeSandbox.SetupIntents;
using Marketplace.StripeSandbox.WebhookEndpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.StripeSandbox;

internal static class SandboxRoutes
{
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/stripe-sandbox/v1").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        MapPayments(api);
        MapRecords(api);
        api.Map<UnknownOperation>(null, "{**path}");
        routes.MapSandboxScript();
        routes.MapChallengePage();
    }

    private static void MapPayments(IEndpointRouteBuilder api)
    {
        api.Map<CreateIntentOperation>("POST", "payment_intents");
        api.Map<ListIntentsOperation>("GET", "payment_intents");
        api.Map<GetIntentOperation>("GET", "payment_intents/{id}", browserMayCall: true);
        api.Map<UpdateIntentOperation>("POST", "payment_intents/{id}");
        api.Map<ConfirmIntentOperation>("POST", "payment_intents/{id}/confirm", browserMayCall: true);
        api.Map<CancelIntentOperation>("POST", "payment_intents/{id}/cancel");
        api.Map<AnswerChallengeOperation>("POST", "payment_intents/{id}/sandbox_challenge", browserMayCall: true);
        api.Map<CreateSetupOperation>("POST", "setup_intents");
        api.Map<ListSetupsOperation>("GET", "setup_intents");
        api.Map<GetSetupOperation>("GET", "setup_intents/{id}", browserMayCall: true);
        api.Map<UpdateSetupOperation>("POST", "setup_intents/{id}");
        api.Map<ConfirmSetupOperation>("POST", "setup_intents/{id}/confirm", browserMayCall: true);
        api.Map<CancelSetupOperation>("POST", "setup_intents/{id}/cancel");
        api.Map<AnswerChallengeOperation>("POST", "setup_intents/{id}/sandbox_challenge", browserMayCall: true);
        api.Map<ListPaymentMethodsOperation>("GET", "payment_methods");
        api.Map<AttachPaymentMethodOperation>("POST", "payment_methods/{id}/attach");
        api.Map<DetachPaymentMethodOperation>("POST", "payment_methods/{id}/detach");
        api.Map<CreatePaymentMethodOperation>("POST", "payment_methods", browserMayCall: true);
        api.Map<GetPaymentMethodOperation>("GET", "payment_methods/{id}");
        api.Map<UpdatePaymentMethodOperation>("POST", "payment_methods/{id}");
        api.Map<CreateCustomerOperation>("POST", "customers");
        api.Map<ListCustomersOperation>("GET", "customers");
        api.Map<GetCustomerOperation>("GET", "customers/{id}");
        api.Map<UpdateCustomerOperation>("POST", "customers/{id}");
        api.Map<DeleteCustomerOperation>("DELETE", "customers/{id}");
        api.Map<ListCustomerMethodsOperation>("GET", "customers/{id}/payment_methods");
        api.Map<CreateCustomerSessionOperation>("POST", "customer_sessions");
        api.Map<CreateCheckoutSessionOperation>("POST", "checkout/sessions");
        api.Map<ListCheckoutSessionsOperation>("GET", "checkout/sessions");
        api.Map<GetCheckoutSessionOperation>("GET", "checkout/sessions/{id}");
    }

    /// <summary>What follows a payment, and what is written down.</summary>
    private static void MapRecords(IEndpointRouteBuilder api)
    {
        api.Map<ListChargesOperation>("GET", "charges");
        api.Map<GetChargeOperation>("GET", "charges/{id}");
        api.Map<CreateRefundOperation>("POST", "refunds");
        api.Map<ListRefundsOperation>("GET", "refunds");
        api.Map<GetRefundOperation>("GET", "refunds/{id}");
        api.Map<UpdateRefundOperation>("POST", "refunds/{id}");
        api.Map<AdvanceRefundOperation>("POST", "refunds/{id}/sandbox_advance");
        api.Map<ListDisputesOperation>("GET", "disputes");
        api.Map<GetDisputeOperation>("GET", "disputes/{id}");
        api.Map<UpdateDisputeOperation>("POST", "disputes/{id}");
        api.Map<CloseDisputeOperation>("POST", "disputes/{id}/close");
        api.Map<AdvanceDisputeOperation>("POST", "disputes/{id}/sandbox_advance");
        api.Map<GetBalanceOperation>("GET", "balance");
        api.Map<ListBalanceTransactionsOperation>("GET", "balance_transactions");
        api.Map<GetBalanceTransactionOperation>("GET", "balance_transactions/{id}");
        api.Map<ListWarningsOperation>("GET", "radar/early_fraud_warnings");
        api.Map<GetWarningOperation>("GET", "radar/early_fraud_warnings/{id}");
        api.Map<GetAccountOperation>("GET", "account");
        api.Map<ListConfigurationsOperation>("GET", "payment_method_configurations");
        api.Map<GetConfigurationOperation>("GET", "payment_method_configurations/{id}");
        api.Map<ListEventsOperation>("GET", "events");
        api.Map<GetEventOperation>("GET", "events/{id}");
        api.Map<CreateWebhookEndpointOperation>("POST", "webhook_endpoints");
        api.Map<ListWebhookEndpointsOperation>("GET", "webhook_endpoints");
        api.Map<GetWebhookEndpointOperation>("GET", "webhook_endpoints/{id}");
        api.Map<UpdateWebhookEndpointOperation>("POST", "webhook_endpoints/{id}");
        api.Map<DeleteWebhookEndpointOperation>("DELETE", "webhook_endpoints/{id}");
    }

    private static void Map<TOperation>(this IEndpointRouteBuilder routes, string? method, string pattern, bool browserMayCall = false)
        where TOperation : ISandboxOperation
    {
        Task HandleAsync(HttpContext context, SandboxEndpoint endpoint) => endpoint.HandleAsync<TOperation>(context, browserMayCall);
        if (method is null)
            routes.Map(pattern, HandleAsync);
        else
            routes.MapMethods(pattern, [method], HandleAsync);
    }
}

/// <summary>Everything that this sandbox does not speak.</summary>
internal sealed class UnknownOperation(IHttpContextAccessor http) : ISandboxOperation
{
    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var request = http.HttpContext!.Request;
        throw new StripeFault(
            404, "invalid_request_error", null,
            $"Unrecognized request URL ({request.Method}: /v1/{request.RouteValues["path"]}). This sandbox does not have it.");
    }
}
