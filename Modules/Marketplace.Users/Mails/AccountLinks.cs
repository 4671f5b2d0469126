using Microsoft.AspNetCore.Http;

namespace Marketplace.Users;

/// <summary>The absolute address of this tenant for links in mails: the one from the settings, else the one of the request.</summary>
internal sealed class AccountLinks(ITenant tenant, IHttpContextAccessor http)
{
    /// <returns>Without a slash at the end.</returns>
    public string Root()
    {
        if (tenant.Settings.Get<SiteSettings>("site").BaseUrl is { Length: > 0 } baseUrl)
        {
            var root = baseUrl.TrimEnd('/');
            return root.EndsWith(tenant.PathPrefix, StringComparison.OrdinalIgnoreCase) ? root : root + tenant.PathPrefix;
        }

        return http.HttpContext?.Request is { } request
            ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}"
            : $"http://localhost{tenant.PathPrefix}";
    }
}
