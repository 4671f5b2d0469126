using System.Diagnostics;
using Marketplace.Content.Items;
using Marketplace.Docs.Languages;
using Marketplace.Docs.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Docs.Feedback;

/// <summary>What the script of a page sends; without it the page <c>/docs/feedback</c> takes a form.</summary>
internal sealed class FeedbackEndpoints(
    GiveFeedback give, DocTrees trees, DocLanguages languages, IStringLocalizer<FeedbackEndpoints> text)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/docs/feedback").RequireRateLimiting(FeedbackLimits.Policy).AllowAnonymous()
            .ExcludeFromDescription();
        group.MapPost("", (HttpRequest request, FeedbackEndpoints x, CancellationToken stop) => x.GiveAsync(request, stop));
        group.MapPost(
            "{id}/comment", (string id, HttpRequest request, FeedbackEndpoints x, CancellationToken stop) => x.AddAsync(id, request, stop));
    }

    /// <returns>The page; null where it is not published.</returns>
    public static async Task<PublishedEntry?> FindPageAsync(
        DocTrees trees, DocLanguages languages, string? groupId, string? language, CancellationToken cancellationToken) =>
        groupId is null ? null : (await trees.GetAsync(languages.Or(language), cancellationToken)).FindGroup(groupId)?.Entry;

    private async Task<Results<Ok<FeedbackAnswer>, ValidationProblem>> GiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var (groupId, language) = (body.Text("group_id"), body.Text("language"));
        var (isHelpful, comment) = (body.Flag("helpful"), body.Text("comment"));
        if (body.Errors.Count == 0 && isHelpful is null)
            body.Errors["helpful"] = [text["Send true or false."]];
        if (body.Errors.Count > 0)
            return TypedResults.ValidationProblem(body.Errors);
        if (await FindPageAsync(trees, languages, groupId, language, cancellationToken) is not { } page)
            return Wrong("group_id", text["This page is not there any more."]);
        return Answer(await give.ExecuteAsync(page, isHelpful!.Value, comment, cancellationToken));
    }

    private async Task<Results<Ok<FeedbackAnswer>, ValidationProblem>> AddAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var comment = body.Text("comment");
        if (body.Errors.Count == 0 && CommentText.Clean(comment) is null)
            body.Errors["comment"] = [text["Write a comment before you send it."]];
        return body.Errors.Count > 0
            ? TypedResults.ValidationProblem(body.Errors)
            : Answer(await give.AddCommentAsync(id, comment, cancellationToken));
    }

    private Results<Ok<FeedbackAnswer>, ValidationProblem> Answer(FeedbackResult result) => result switch
    {
        FeedbackResult.Given { Id: var id } => TypedResults.Ok(new FeedbackAnswer(id)),
        FeedbackResult.CommentTooLong => Wrong("comment", text["Write at most {0} characters.", CommentText.Longest]),
        FeedbackResult.TooLate => Wrong("comment", text["This comment came too late. Load the page again to send it."]),
        _ => throw new UnreachableException(),
    };

    private static ValidationProblem Wrong(string field, string sentence) =>
        TypedResults.ValidationProblem([new(field, [sentence])]);
}

internal sealed record FeedbackAnswer([property: System.Text.Json.Serialization.JsonPropertyName("id")] string Id);
