using Microsoft.AspNetCore.Http;

namespace Marketplace.Users;

/// <summary>The absolute address of this tenant for links in mails: the one from the settings, else the one of the request.</summary>
internal sealed class AccountLinks(ITenant tenant, IHttpContextAccessor http)
{
    /// <returns>Without a slash at the end.</returns>
    public string Root() =>
        tenant.FindSiteRoot()
        ?? (http.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}" : null)
        ?? tenant.FindPublicRoot()
        ?? $"http://localhost{tenant.PathPrefix}";
}
