using Microsoft.AspNetCore.Http;

namespace Marketplace.Abstractions;

public static class RequestMethods
{
    /// <summary>GET, HEAD and OPTIONS look at something; every other method may change something.</summary>
    public static bool IsRead(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
