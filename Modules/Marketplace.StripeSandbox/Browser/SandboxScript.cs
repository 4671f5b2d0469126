using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.StripeSandbox.Browser;

/// <summary>The stand-in for Stripe.js, at the address where the sandbox account says it is.</summary>
internal static class SandboxScript
{
    private static readonly Lazy<byte[]> Script = new(() =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("stripe-sandbox.js")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    });

    public static void MapSandboxScript(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stripe-sandbox/v3/stripe.js", Send).AllowAnonymous().ExcludeFromDescription();

    private static FileContentHttpResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Script.Value, "text/javascript; charset=utf-8");
    }
}
