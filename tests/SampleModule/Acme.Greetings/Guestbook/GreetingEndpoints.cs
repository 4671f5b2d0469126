using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Acme.Greetings.Guestbook;

internal static class GreetingEndpoints
{
    public static void MapGreetings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/acme/greetings");
        group.MapGet("", async (GreetingStore greetings, string? before, CancellationToken cancellationToken) =>
        {
            var page = await greetings.ListAsync(new GreetingFilter(Before: before), cancellationToken);
            return TypedResults.Ok(page.Greetings.Select(GreetingAnswer.From));
        });
        group.MapPost("", AddAsync);
        group.MapDelete("{id}", RemoveAsync).WithMetadata(new RequirePermissionAttribute(Permissions.RemoveGreetings));
    }

    private static async Task<Results<Ok<GreetingAnswer>, ValidationProblem>> AddAsync(
        GreetingRequest request, LeaveGreeting leave, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var text = request.Text?.Trim() ?? "";
        if (text.Length is 0 or > LeaveGreeting.LongestText || !NameRules.IsReadable(text))
        {
            var problem = $"Write 1 to {LeaveGreeting.LongestText} characters on one line.";
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["text"] = [problem] });
        }

        return TypedResults.Ok(GreetingAnswer.From(await leave.ExecuteAsync(text, user.FindUserId(), cancellationToken)));
    }

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        string id, GreetingStore greetings, CancellationToken cancellationToken) =>
        await greetings.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
}

internal sealed record GreetingRequest([property: JsonPropertyName("text")] string? Text);

internal sealed record GreetingAnswer(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("answer")] string? Answer)
{
    public static GreetingAnswer From(Greeting greeting) => new(greeting.Id, greeting.Text, greeting.CreatedAt, greeting.Answer);
}
