using Microsoft.AspNetCore.Http;

namespace Marketplace.Docs.Reading;

/// <summary>Addresses as search engines and other programs see them.</summary>
internal sealed class PublicAddresses(ITenant tenant, IHttpContextAccessor http)
{
    /// <summary>By the settings; where they name none, by the request.</summary>
    public string Root =>
        tenant.FindPublicRoot()
        ?? (http.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}{request.PathBase}" : "");

    /// <param name="address">Without the tenant's prefix, for example <c>/docs/credits</c>.</param>
    public string Of(string address) => Root + string.Join('/', address.Split('/').Select(Uri.EscapeDataString));
}
