using System.Text.Json.Serialization;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Grid;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Marketplace.Deployments.Api;

/// <param name="Price">Per period; what the platform keeps of it is not the customer's business.</param>
internal sealed record DeploymentResponse(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("service_id")] string ServiceId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("error_message")] string? ErrorMessage,
    [property: JsonPropertyName("connection_details")] ConnectionDetails? ConnectionDetails,
    [property: JsonPropertyName("price")] CreditAmount Price,
    [property: JsonPropertyName("period")] string Period,
    [property: JsonPropertyName("next_renewal_at")] DateTimeOffset? NextRenewalAt,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("updated_at")] DateTimeOffset UpdatedAt)
{
    public static DeploymentResponse Of(Deployment deployment) =>
        new(
            deployment.Id, deployment.ServiceId, deployment.Name, deployment.Status.ToString(), deployment.ErrorMessage,
            deployment.ReadConnection(),
            deployment.Price, deployment.Period == Marketplace.Catalog.Products.BillingPeriod.Month ? "month" : "once",
            deployment.NextRenewalAt, deployment.CreatedAt,
            deployment.UpdatedAt);
}

internal static class DeploymentEndpoint
{
    /// <summary>Somebody else's deployment is as unknown as none.</summary>
    public static async Task<Results<Ok<DeploymentResponse>, ProblemHttpResult>> HandleAsync(
        string id, HttpContext context, DeploymentStore store, IStringLocalizer<DeploymentResponse> text,
        CancellationToken cancellationToken) =>
        await store.FindOwnAsync(id, context.User.GetUserId(), cancellationToken) is { } deployment
            ? TypedResults.Ok(DeploymentResponse.Of(deployment))
            : TypedResults.Problem(
                text["You have no such deployment."], statusCode: StatusCodes.Status404NotFound, title: text["Unknown deployment"]);
}
