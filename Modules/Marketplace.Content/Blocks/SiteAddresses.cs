using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Blocks;

/// <summary>Puts the prefix under which the tenant is asked before addresses of this site.</summary>
internal sealed class SiteAddresses(IHttpContextAccessor http, ITenant tenant)
{
    /// <summary>Without a request, as in a feed that is made ahead, the tenant's own.</summary>
    private readonly string _prefix = http.HttpContext is { } context ? context.Request.PathBase.ToUriComponent() : tenant.PathPrefix;

    /// <summary>In HTML of texts every address that starts with <c>/</c> is one of this site.</summary>
    public string InText(string html) => _prefix.Length == 0 ? html : HtmlAttributes.Change(html, (name, value) => name switch
    {
        "href" or "src" => Below(value),
        "srcset" => string.Join(", ", value.Split(", ").Select(Below)),
        _ => value,
    });

    /// <summary>In HTML of blocks those that start with <c>~/</c>.</summary>
    public string InBlock(string html) => html.Contains("~/", StringComparison.Ordinal)
        ? HtmlAttributes.Change(html, (name, value) => name is "href" or "src" or "action" ? Resolve(value) : value)
        : html;

    public string Resolve(string address) => address.StartsWith("~/", StringComparison.Ordinal) ? _prefix + address[1..] : address;

    private string Below(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? _prefix + address : address;
}
