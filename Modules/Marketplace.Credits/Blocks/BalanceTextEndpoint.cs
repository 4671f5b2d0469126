using System.Security.Claims;
using System.Text.Encodings.Web;
using Marketplace.Credits.Wallet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Credits.Blocks;

/// <summary>The reader's balance as a piece of a page; for visitors a link to sign in that leads back to what they read.</summary>
internal sealed class BalanceTextEndpoint(IWallet wallet, CreditUnit unit, IStringLocalizer<BalanceTextEndpoint> text)
{
    public const string Address = "/api/blocks/balance";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            Address,
            (BalanceTextEndpoint x, HttpContext http, ClaimsPrincipal user, CancellationToken stop) => x.HandleAsync(http, user, stop))
            .AllowAnonymous().ExcludeFromDescription();

    public async Task<ContentHttpResult> HandleAsync(HttpContext http, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        if (user.FindUserId() is not { } userId)
            return Link(SignIn(http), "", text["sign in to see your balance"]);
        var balance = (await wallet.GetBalanceAsync(userId, cancellationToken)).Available;
        return Link(http.Request.PathBase + "/dashboard/wallet", " class=\"money\" data-balance", unit.Format(balance));
    }

    /// <summary>The script says on which page it runs; only a page of this site is led back to.</summary>
    private static string SignIn(HttpContext http)
    {
        var page = Uri.TryCreate(http.Request.Headers["HX-Current-URL"], UriKind.Absolute, out var here)
            && string.Equals(here.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? here.PathAndQuery
            : http.Request.PathBase + "/dashboard/wallet";
        return http.Request.PathBase + "/account/login?returnUrl=" + Uri.EscapeDataString(page);
    }

    private static ContentHttpResult Link(string address, string attributes, string words) =>
        TypedResults.Content(
            $"<a href=\"{HtmlEncoder.Default.Encode(address)}\"{attributes}>{HtmlEncoder.Default.Encode(words)}</a>",
            "text/html; charset=utf-8");
}
