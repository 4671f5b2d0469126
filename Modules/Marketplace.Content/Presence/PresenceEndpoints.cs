using System.Security.Claims;
using System.Text.Json.Serialization;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Content.Presence;

/// <param name="Others">Names of those who have it open too.</param>
internal sealed record PresenceAnswer([property: JsonPropertyName("others")] IReadOnlyList<string> Others);

internal static class PresenceEndpoints
{
    public static void MapPresence(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/content/items/{id}/presence", SignAsync)
            .WithMetadata(new RequirePermissionAttribute(Permissions.WriteContent)).ExcludeFromDescription();

    private static async Task<IResult> SignAsync(
        string id, OpenPages open, ItemStore items, PersonNames people, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is null)
            return TypedResults.NotFound();
        var others = await open.SignAsync(id, user.GetUserId(), cancellationToken);
        var names = await people.OfAsync(others, cancellationToken);
        return TypedResults.Ok(new PresenceAnswer([.. others.Select(x => names[x])]));
    }
}
