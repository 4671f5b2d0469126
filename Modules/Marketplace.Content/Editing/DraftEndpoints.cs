using System.Security.Claims;
using System.Text.Json.Serialization;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <param name="Chosen">Whoever typed looked at both texts of a conflict and chose: a line of its own in the history.</param>
internal sealed record DraftRequest(
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("title")] string? Title,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("body")] string? Body,
    [property: JsonPropertyName("fields")] Dictionary<string, string?>? Fields,
    [property: JsonPropertyName("chosen")] bool Chosen = false);

internal sealed record DraftSaved(
    [property: JsonPropertyName("version")] int Version, [property: JsonPropertyName("saved_at")] DateTimeOffset SavedAt);

/// <summary>Saves while somebody types: what is missing in the request stays as it is.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/content/items/{id}/draft", SaveAsync)
            .WithMetadata(new RequirePermissionAttribute(Permissions.WriteContent)).ExcludeFromDescription();

    private static async Task<IResult> SaveAsync(
        string id, DraftRequest request, SaveDraft save, ItemStore items, People.PersonNames people, ClaimsPrincipal user,
        IStringLocalizer<DraftRequest> text, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { } stored)
            return Missing(text);
        if (request.Version is not { } version)
            return Wrong("version", text["Send the version that you have seen."]);
        var fields = new Dictionary<string, string>(stored.Text.Fields, StringComparer.Ordinal);
        foreach (var (name, value) in request.Fields ?? [])
            fields[name] = value ?? "";
        var typed = new ItemText(
            request.Title ?? stored.Title, request.Description ?? stored.Description,
            // An emptied field is none, as in the form: else the same draft once more would seem to be another one.
            request.Address is null ? stored.Address : request.Address.Trim() is { Length: > 0 } address ? address : null,
            request.Body ?? stored.Body, fields);
        var result = await save.ExecuteAsync(id, version, typed, user.GetUserId(), isAuto: !request.Chosen, cancellationToken);
        return result switch
        {
            SaveResult.Saved saved => TypedResults.Ok(new DraftSaved(saved.Version, saved.At)),
            SaveResult.Conflict conflict => Late(
                conflict.Current, await people.OfAsync(conflict.Current.ChangedBy, cancellationToken), text),
            SaveResult.AddressTaken taken => Wrong("address", taken.Why),
            SaveResult.Reserved reserved => Wrong("address", reserved.Why),
            SaveResult.Invalid invalid => Wrong(invalid.Field, invalid.Why),
            SaveResult.NotFound => Missing(text),
            _ => throw new InvalidOperationException($"No answer to {result}."),
        };
    }

    private static IResult Late(ContentItem current, string by, IStringLocalizer text) => TypedResults.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: text["Somebody else saved it meanwhile"],
        detail: text["Nothing of yours is lost: compare the two, then save again."],
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["current"] = Saved(current, by),
        });

    /// <summary>What somebody else saved, as the editor's script compares it.</summary>
    /// <param name="by">Their name.</param>
    internal static Dictionary<string, object?> Saved(ContentItem current, string by) => new(StringComparer.Ordinal)
    {
        ["version"] = current.Version, ["title"] = current.Title, ["description"] = current.Description, ["address"] = current.Address,
        ["body"] = current.Body, ["fields"] = current.Text.Fields, ["by"] = by, ["at"] = current.ChangedAt,
    };

    private static IResult Wrong(string field, string why) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [why] }, detail: why);

    private static IResult Missing(IStringLocalizer text) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, title: text["It is not there any more"],
        detail: text["Somebody moved it to the trash. Copy what you wrote before you leave."]);
}
