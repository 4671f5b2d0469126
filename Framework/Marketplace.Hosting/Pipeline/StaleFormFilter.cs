using Marketplace.Abstractions;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// A form whose page was made for somebody else, or before signing in or out, is not carried out, and its sender is told so with a way to
/// go on. Pages that ask for no form token, such as signing out, answer whoever sends them.
/// </summary>
internal sealed class StaleFormFilter(PageUser pageUser, KeptForms forms) : IAsyncAuthorizationFilter, IAsyncAlwaysRunResultFilter
{
    /// <summary>Before the check of the form's token, which cannot say who is who.</summary>
    public const int Order = 900;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && !context.Filters.Any(x => x is IgnoreAntiforgeryTokenAttribute)
            && await CompareAsync(request) is PageUserMatch.SomebodyElse)
            context.Result = Refuse(context.HttpContext, StaleFormReason.SomebodyElse, kept: null);
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.Result = await AnswerAsync(context.HttpContext);
        await next();
    }

    private async Task<IActionResult> AnswerAsync(HttpContext http)
    {
        switch (await CompareAsync(http.Request))
        {
            case PageUserMatch.SignedInSince when http.GetEndpoint()?.Metadata.GetMetadata<ForVisitorsAttribute>() is not null:
                // It leads those who are signed in to where they wanted to go.
                return new LocalRedirectResult(StaleForm.PageOf(http.Request));
            case PageUserMatch.SignedInSince:
                return Refuse(http, StaleFormReason.SignedInSince, kept: null);
            case PageUserMatch.SignedOutSince:
                return Refuse(http, StaleFormReason.SignedOut, await forms.KeepAsync(http.Request));
            // Only a page of this site, made for this very person, is worth sending again.
            case PageUserMatch.Same when http.User.FindUserId() is not null:
                return Refuse(http, StaleFormReason.Expired, await forms.KeepAsync(http.Request));
            default:
                return Refuse(http, StaleFormReason.Expired, kept: null);
        }
    }

    private async Task<PageUserMatch> CompareAsync(HttpRequest request) =>
        await StaleForm.ReadAsync(request) is { } form
            ? pageUser.Compare(form[PageUser.Field], request.HttpContext.User)
            : PageUserMatch.NotSaid;

    private static StatusCodeResult Refuse(HttpContext http, StaleFormReason reason, string? kept)
    {
        var stale = new StaleForm(reason, kept);
        http.Features.Set(stale);
        return new StatusCodeResult(stale.Status);
    }
}
