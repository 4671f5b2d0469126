using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Media;

/// <summary>What scripts of the editor and of the library ask for.</summary>
internal static class MediaEndpoints
{
    /// <summary>What a form needs besides the file in it.</summary>
    private const long Around = 64 * 1024;

    public static void MapMediaEndpoints(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/content/media").ExcludeFromDescription();
        group.MapGet("", ListAsync).WithMetadata(new RequirePermissionAttribute(Permissions.WriteContent));
        group.MapPost("", UploadAsync).WithMetadata(new RequirePermissionAttribute(Permissions.ManageMedia));
        group.MapPost("{id}/alternative-text", DescribeAsync).WithMetadata(new RequirePermissionAttribute(Permissions.ManageMedia));
    }

    /// <param name="folder">Left out: all folders.</param>
    private static async Task<Ok<MediaAnswer[]>> ListAsync(
        MediaStore store, HttpRequest request, string? q, string? folder, CancellationToken cancellationToken,
        bool pictures = false, int page = 1)
    {
        var found = await store.ListAsync(
            new MediaQuery(folder is null ? null : MediaAddress.FolderOf(folder), q, PicturesOnly: pictures, Page: page),
            cancellationToken);
        return TypedResults.Ok(found.Files.Select(x => MediaAnswer.From(x, request.PathBase)).ToArray());
    }

    private static async Task<Results<Ok<MediaAnswer>, Created<MediaAnswer>, ProblemHttpResult>> UploadAsync(
        HttpRequest request, TakeFile take, MediaStore store, MediaSentences sentences, IStringLocalizer<MediaSentences> text,
        ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var most = take.LargestBytes + Around;
        if (request.ContentLength > most)
            return Problem(sentences, FileProblem.TooLarge);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        var (file, form) = await ReadAsync(request, most, cancellationToken);
        if (file is null)
            return TypedResults.Problem(
                text["Send a form with one file in the field “file”."], statusCode: StatusCodes.Status400BadRequest,
                title: text["No file was sent"]);
        await using var content = file.OpenReadStream();
        var taken = await take.ExecuteAsync(
            new NewFile(file.FileName, content, form["folder"], form["alt"], user.GetUserId()), cancellationToken);
        switch (taken)
        {
            case TakeFileResult.Taken { WasThere: var wasThere, File.Id: var id }:
                var answer = MediaAnswer.From((await store.FindListedAsync(id, cancellationToken))!, request.PathBase);
                return wasThere ? TypedResults.Ok(answer) : TypedResults.Created(request.PathBase + answer.Address, answer);
            case TakeFileResult.Refused refused:
                return Problem(sentences, refused.Problem);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<(IFormFile? File, IFormCollection Form)> ReadAsync(
        HttpRequest request, long most, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return (null, FormCollection.Empty);
        try
        {
            var form = await request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = most, ValueCountLimit = 20, BufferBodyLengthLimit = most }, cancellationToken);
            return (form.Files.GetFile("file"), form);
        }
        catch (InvalidDataException)
        {
            return (null, FormCollection.Empty);
        }
    }

    private static async Task<Results<Ok<MediaAnswer>, ValidationProblem, NotFound>> DescribeAsync(
        string id, HttpRequest request, MediaStore store, ChangeFile change, IStringLocalizer<MediaSentences> text, ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var alt = body.Text("alt") ?? "";
        var isDecorative = body.Names("decorative") && body.Text("decorative") == "yes";
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors);
        if (MediaAlt.Clean(alt).Length == 0 && !isDecorative)
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["alt"] = [text["Say what the picture shows."]] });
        for (var attempt = 0; attempt < 3 && await store.FindAsync(id, cancellationToken) is { } file; attempt++)
        {
            // Only the words are sent; whatever somebody else changed of the rest stays.
            var changed = await change.ExecuteAsync(
                id, file.EditVersion, new FileChange(alt, isDecorative, file.Name, file.Folder), user.GetUserId(), cancellationToken);
            if (changed is ChangeFileResult.Changed)
                return TypedResults.Ok(MediaAnswer.From((await store.FindListedAsync(id, cancellationToken))!, request.PathBase));
        }

        return TypedResults.NotFound();
    }

    private static ProblemHttpResult Problem(MediaSentences sentences, FileProblem problem) =>
        TypedResults.Problem(
            sentences.Of(problem),
            statusCode: problem switch
            {
                FileProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
                FileProblem.UnknownType => StatusCodes.Status415UnsupportedMediaType,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = CodeOf(problem) });

    /// <summary>For programs, which do not read sentences.</summary>
    private static string CodeOf(FileProblem problem) => problem switch
    {
        FileProblem.Empty => "empty",
        FileProblem.TooLarge => "too_large",
        FileProblem.UnknownType => "unknown_type",
        FileProblem.Damaged => "damaged",
        FileProblem.TooManyPixels => "too_many_pixels",
        FileProblem.AnimatedPng => "animated_png",
        FileProblem.SvgDoesMore => "svg_does_more",
        FileProblem.OtherType => "other_type",
        FileProblem.BadFolder => "bad_folder",
        FileProblem.TooMany => "too_many",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, message: null),
    };
}

/// <param name="Address">As texts write it.</param>
/// <param name="Thumbnail">For an <c>img</c> of the library itself, with the tenant's prefix; null for what is no picture.</param>
/// <param name="NeedsAlt">Ask for words before it is used.</param>
internal sealed record MediaAnswer(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("address")] string Address,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("width")] int Width,
    [property: JsonPropertyName("height")] int Height,
    [property: JsonPropertyName("alt")] string Alt,
    [property: JsonPropertyName("decorative")] bool IsDecorative,
    [property: JsonPropertyName("needs_alt")] bool NeedsAlt,
    [property: JsonPropertyName("thumbnail")] string? Thumbnail)
{
    public static MediaAnswer From(MediaListed listed, PathString prefix)
    {
        var file = listed.File;
        return new MediaAnswer(
            file.Id, file.Address, file.Name, file.ContentType, file.Size, file.Width, file.Height, file.Alt, file.IsDecorative,
            file.NeedsAlt, listed.Thumbnail is { } thumbnail ? prefix.Value + thumbnail : null);
    }
}
