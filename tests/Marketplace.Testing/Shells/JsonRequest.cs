using System.Text;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Testing;

/// <summary>A request of a program, for endpoints that read it themselves.</summary>
public static class JsonRequest
{
    /// <param name="services">What the tenant's shell offers.</param>
    public static HttpRequest Of(IServiceProvider services, string body = "", string? key = null, string type = "application/json")
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        if (key is not null)
            context.Request.Headers[IdempotencyKey.Header] = key;
        return context.Request;
    }
}
