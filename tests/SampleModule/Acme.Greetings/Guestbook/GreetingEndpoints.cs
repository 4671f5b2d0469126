using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Acme.Greetings.Guestbook;

internal static class GreetingEndpoints
{
    private const int LongestText = 200;

    public static void MapGreetings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/acme/greetings");
        group.MapGet("", async (GreetingStore greetings, CancellationToken cancellationToken) =>
            TypedResults.Ok((await greetings.ListAsync(cancellationToken)).Select(GreetingAnswer.From)));
        group.MapPost("", AddAsync);
        group.MapDelete("{id}", RemoveAsync).WithMetadata(new RequirePermissionAttribute(Permissions.RemoveGreetings));
    }

    private static async Task<Results<Ok<GreetingAnswer>, ValidationProblem>> AddAsync(
        GreetingRequest request, GreetingStore greetings, CancellationToken cancellationToken)
    {
        var text = request.Text?.Trim() ?? "";
        if (text.Length is 0 or > LongestText)
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["text"] = [$"Write 1 to {LongestText} characters."] });
        return TypedResults.Ok(GreetingAnswer.From(await greetings.AddAsync(text, cancellationToken)));
    }

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        string id, GreetingStore greetings, CancellationToken cancellationToken) =>
        await greetings.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
}

internal sealed record GreetingRequest([property: JsonPropertyName("text")] string? Text);

internal sealed record GreetingAnswer(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt)
{
    public static GreetingAnswer From(Greeting greeting) => new(greeting.Id, greeting.Text, greeting.CreatedAt);
}
