namespace Marketplace.Content.Links;

/// <summary>A link that stays on this site.</summary>
/// <param name="Path">Inside the tenant, without a slash at the end, for example <c>/docs/credits</c>.</param>
/// <param name="Anchor">Empty: none.</param>
internal sealed record SiteLink(string Path, string Anchor)
{
    private static readonly Uri Base = new("https://site.invalid");

    /// <param name="written">As it stands in the text: absolute, <c>~/…</c>, relative, or an anchor alone.</param>
    /// <param name="page">Where the text is read.</param>
    /// <param name="prefix">Of the tenant: <c>""</c> or <c>/shop</c>.</param>
    /// <param name="hosts">The tenant's own host names.</param>
    /// <returns>Null where it leaves the site, or is no web address.</returns>
    public static SiteLink? Read(string written, string page, string prefix, IReadOnlyCollection<string> hosts)
    {
        if (written.StartsWith("~/", StringComparison.Ordinal))
            written = prefix + written[1..];
        if (!Uri.TryCreate(new Uri(Base, prefix + page), written, out var found) || found.Scheme is not ("https" or "http"))
            return null;
        if (found.Host != Base.Host && !hosts.Contains(found.Host, StringComparer.OrdinalIgnoreCase))
            return null;
        var path = Uri.UnescapeDataString(found.AbsolutePath);
        // Texts may name a page with the tenant's prefix or without it.
        if (prefix.Length > 0 && (path == prefix || path.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase)))
            path = path[prefix.Length..];
        path = path.TrimEnd('/');
        return new SiteLink(path.Length == 0 ? "/" : path, Uri.UnescapeDataString(found.Fragment.TrimStart('#')));
    }
}
