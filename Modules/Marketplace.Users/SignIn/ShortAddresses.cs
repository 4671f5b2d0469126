using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Users.SignIn;

/// <summary>What people type by habit leads to where it is.</summary>
internal static class ShortAddresses
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/login", (HttpContext http) => Results.LocalRedirect(AccountPaths.SignIn + http.Request.QueryString))
            .AllowAnonymous().ExcludeFromDescription();
}
