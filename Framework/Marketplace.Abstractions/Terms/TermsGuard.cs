using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

/// <summary>Endpoints by which people buy.</summary>
public sealed class TermsGuard(IStringLocalizer<TermsGuard> text, ITermsOfUse? terms = null)
{
    /// <summary>The problem's <c>code</c>.</summary>
    public const string Code = "terms_not_accepted";

    /// <returns>The problem for whoever has to accept the terms first; null: they may buy.</returns>
    public async ValueTask<IResult?> CheckAsync(HttpContext context)
    {
        if (terms is null || context.User.FindUserId() is not { } userId
            || await terms.FindDueAsync(userId, context.RequestAborted) is not { } due)
            return null;
        return Results.Problem(
            text["Accept “{0}” in your dashboard before you buy. Nothing was charged; what you run goes on.", due.Title],
            statusCode: StatusCodes.Status409Conflict,
            title: text["The terms are not accepted"],
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = Code, ["terms_url"] = context.Request.PathBase + due.Address[1..],
            });
    }
}

public static class TermsGuardRegistration
{
    /// <summary>
    /// Refuses whoever has to accept the terms first: problem details with the status 409 and the code <see cref="TermsGuard.Code"/>.
    /// </summary>
    public static TBuilder RequireTerms<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(static async (invocation, next) =>
        {
            // Routes are shared between tenants: the guard is that of the request.
            var guard = ActivatorUtilities.CreateInstance<TermsGuard>(invocation.HttpContext.RequestServices);
            return await guard.CheckAsync(invocation.HttpContext) is { } refusal ? refusal : await next(invocation);
        });
}
