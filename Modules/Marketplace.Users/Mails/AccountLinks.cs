using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Users.Mails;

/// <summary>
/// The absolute address of this tenant for links in mails: the one from the settings, else by its own host name. A request says what its
/// sender wants, so only in Development, where everybody who asks sits at this machine, its address is good enough.
/// </summary>
internal sealed class AccountLinks(ITenant tenant, IHttpContextAccessor http, IHostEnvironment environment)
{
    /// <returns>The root of the request in Development, to be kept with a mail that is sent later; else null.</returns>
    public string? RootOfRequest() =>
        environment.IsDevelopment() && http.HttpContext?.Request is { } request
            ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}"
            : null;

    /// <param name="ofRequest">What <see cref="RootOfRequest"/> said, which counts in Development only.</param>
    /// <returns>Without a slash at the end; null where the mail must say the way without a link.</returns>
    public string? Root(string? ofRequest) =>
        tenant.FindSiteRoot() ?? (environment.IsDevelopment() ? ofRequest : null) ?? tenant.FindPublicRoot();
}
