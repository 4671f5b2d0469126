using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Data;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Marketplace.StripeSandbox.Challenge;

/// <summary>The bank's page that <c>redirect_to_url</c> leads to: two buttons, then back to the shop with the outcome.</summary>
internal static class ChallengePage
{
    public static void MapChallengePage(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, words) in Pages)
        {
            var group = routes.MapGroup($"/stripe-sandbox/{path}").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
            group.MapGet(
                "{id}",
                (string id, string client_secret, HttpContext context, IStringLocalizer<AnswerChallengeOperation> text) => Show(
                    words, client_secret, context, text));
            group.MapPost("{id}", AnswerAsync);
        }
    }

    private static readonly IReadOnlyList<(string Path, PageWords Words)> Pages =
    [
        ("3ds", new("Your bank (sandbox)", "Your bank wants to know that it is you", "Complete authentication", "Fail authentication")),
        ("paypal", new("PayPal (sandbox)", "Pay with PayPal", "Approve", "Cancel and return")),
    ];

    private static ContentHttpResult Show(
        PageWords words, string clientSecret, HttpContext context, IStringLocalizer<AnswerChallengeOperation> text)
    {
        string Html(string value) => WebUtility.HtmlEncode(value);
        var style = $"{context.Request.PathBase}/_content/Marketplace.Stripe/css/stripe.css";
        return TypedResults.Text(
            $"""
             <!doctype html>
             <html lang="en">
             <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
             <title>{Html(text[words.Title])}</title><link rel="stylesheet" href="{Html(style)}"></head>
             <body class="stripe-challenge-page">
             <main>
             <h1>{Html(text[words.Question])}</h1>
             <p>{Html(text["This is the sandbox: choose how the check ends."])}</p>
             <form method="post" action="?">
             <input type="hidden" name="client_secret" value="{Html(clientSecret)}">
             <button name="outcome" value="succeed" data-test="challenge-complete">{Html(text[words.Yes])}</button>
             <button name="outcome" value="fail" data-test="challenge-fail">{Html(text[words.No])}</button>
             </form>
             </main>
             </body>
             </html>
             """,
            "text/html; charset=utf-8");
    }

    private static async Task<Results<RedirectHttpResult, BadRequest<string>>> AnswerAsync(
        string id, HttpContext context, IDatabase database, AnswerChallengeOperation operation, SandboxObjects objects,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return TypedResults.BadRequest("Send the form of the challenge page.");
        var form = await context.Request.ReadFormAsync(cancellationToken);
        try
        {
            var (returnUrl, intent) = await database.InTransactionAsync(
                async db =>
                {
                    var parameters = new SandboxParameters(
                        form.Where(x => x.Key is "outcome" or "client_secret").Select(x => KeyValuePair.Create(x.Key, x.Value.ToString())));
                    var call = new SandboxCall(
                        db, parameters, id, IsPublishable: true, "", null, StripeAccount.ApiVersion, cancellationToken);
                    var before = await objects.FindAnyAsync(call, id);
                    var url = (string?)(before?["next_action"] as JsonObject)?["redirect_to_url"]?["return_url"];
                    return (url, (await operation.ExecuteAsync(call)).Body);
                },
                cancellationToken);
            if (returnUrl is null)
                return TypedResults.BadRequest("This payment is not waiting for its bank.");
            var status = (string?)intent["status"] == "succeeded" ? "succeeded" : "failed";
            var separator = returnUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var name = (string)intent["object"]!;
            return TypedResults.Redirect(
                $"{returnUrl}{separator}{name}={id}&{name}_client_secret="
                + $"{Uri.EscapeDataString(form["client_secret"].ToString())}&redirect_status={status}");
        }
        catch (StripeFault fault)
        {
            return TypedResults.BadRequest(fault.Message);
        }
    }

    private sealed record PageWords(string Title, string Question, string Yes, string No);
}
