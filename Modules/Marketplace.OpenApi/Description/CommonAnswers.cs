using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Description;

/// <summary>
/// What every endpoint may answer besides its own: problem details (RFC 9457), and the refusals of the pipeline before it. They follow from
/// the endpoint's authorization and rate limit, so that no endpoint has to list them.
/// </summary>
internal sealed class CommonAnswers : IOpenApiOperationTransformer
{
    private const string ProblemJson = "application/problem+json";

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation is described within a document.");
        if (document.Components?.Schemas?.ContainsKey(nameof(ProblemDetails)) is not true)
            document.AddComponent(
                nameof(ProblemDetails), await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: cancellationToken));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var needsUser = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        if (needsUser)
        {
            Add(StatusCodes.Status401Unauthorized, "Nobody is signed in.");
            operation.Security = [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TenantDescription.Session, document)] = [] }];
        }

        if (metadata.OfType<RequirePermissionAttribute>().Any())
            Add(StatusCodes.Status403Forbidden, "The user lacks the permission.");
        if (metadata.OfType<EnableRateLimitingAttribute>().Any())
            Add(StatusCodes.Status429TooManyRequests, "Too many requests; Retry-After says when to try again.");
        Add("default", "Anything else: a problem as RFC 9457 describes it.");

        void Add(object status, string description)
        {
            operation.Responses ??= [];
            var key = Convert.ToString(status, CultureInfo.InvariantCulture)!;
            if (operation.Responses.ContainsKey(key))
                return;
            operation.Responses[key] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemJson] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document) },
                },
            };
        }
    }
}
