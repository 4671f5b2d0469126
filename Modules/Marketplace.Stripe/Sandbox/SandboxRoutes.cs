using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Stripe.Sandbox;

internal static class SandboxRoutes
{
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/stripe-sandbox/v1").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        api.Map<CreateIntentOperation>("POST", "payment_intents");
        api.Map<ListIntentsOperation>("GET", "payment_intents");
        api.Map<GetIntentOperation>("GET", "payment_intents/{id}", browserMayCall: true);
        api.Map<ConfirmIntentOperation>("POST", "payment_intents/{id}/confirm", browserMayCall: true);
        api.Map<CancelIntentOperation>("POST", "payment_intents/{id}/cancel");
        api.Map<AnswerChallengeOperation>("POST", "payment_intents/{id}/sandbox_challenge", browserMayCall: true);
        api.Map<CreatePaymentMethodOperation>("POST", "payment_methods", browserMayCall: true);
        api.Map<GetPaymentMethodOperation>("GET", "payment_methods/{id}");
        api.Map<GetChargeOperation>("GET", "charges/{id}");
        api.Map<CreateCustomerOperation>("POST", "customers");
        api.Map<GetCustomerOperation>("GET", "customers/{id}");
        api.Map<ListEventsOperation>("GET", "events");
        api.Map<GetEventOperation>("GET", "events/{id}");
        api.Map<UnknownOperation>(null, "{**path}");
        routes.MapSandboxScript();
        routes.MapChallengePage();
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
            404, "invalid_request_error", null, $"Unrecognized request URL ({request.Method}: /v1/{request.RouteValues["path"]}). This sandbox does not have it.");
    }
}
