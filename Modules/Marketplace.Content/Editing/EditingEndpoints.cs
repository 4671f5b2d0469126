using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Content.Editing;

/// <summary>What the editor's script asks for.</summary>
internal static class EditingEndpoints
{
    private const int MostLinks = 20;
    private const int LongestQuery = 200;

    public static void MapEditing(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/content").WithMetadata(new RequirePermissionAttribute(Permissions.WriteContent))
            .ExcludeFromDescription();
        group.MapPost("preview", (HttpRequest request, [FromServices] PreviewText preview, CancellationToken stop) =>
            preview.HandleAsync(request, stop));
        group.MapGet("blocks", ([FromServices] BlockMenu menu, CancellationToken stop) => menu.ListAsync(stop));
        group.MapPost("blocks/views", (HttpRequest request, [FromServices] BlockMenu menu, CancellationToken stop) =>
            menu.ShowAsync(request, stop));
        group.MapGet("links", async ([FromServices] ILinkTargets targets, string? q, CancellationToken stop) =>
            TypedResults.Ok(await targets.SearchAsync(Shortened(q), MostLinks, stop)));
    }

    private static string Shortened(string? query) => query is { Length: > LongestQuery } ? query[..LongestQuery] : query ?? "";
}
