namespace Marketplace.Abstractions;

/// <param name="Address">Of this tenant, beginning with a slash.</param>
/// <param name="ChangedAt">Null where it is not known.</param>
public sealed record SitemapEntry(string Address, DateTimeOffset? ChangedAt);

/// <summary>Pages that a module wants search engines to know. Registered by <c>AddScoped&lt;ISitemapSource, …&gt;()</c>.</summary>
public interface ISitemapSource
{
    /// <summary>Lower-case letters and <c>-</c>, unique: its file is <c>/sitemap-{name}-1.xml</c>.</summary>
    string Name { get; }

    Task<IReadOnlyList<SitemapEntry>> ListAsync(CancellationToken cancellationToken);
}
