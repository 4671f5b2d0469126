namespace Marketplace.Abstractions;

/// <summary>
/// The picture that other sites show where somebody shares a page that has none of its own: its title in the tenant's colours.
/// </summary>
public interface ISharedPictures
{
    /// <param name="address">Of the page, beginning with a slash; an <see cref="ISharedTitles"/> knows its title.</param>
    /// <param name="language">Of the page, two letters.</param>
    /// <param name="title">The page's title as it is now: another title has another picture at another address.</param>
    /// <returns>Below the tenant's root, <c>~/…</c>.</returns>
    string AddressOf(string address, string language, string title);
}

/// <summary>Titles of pages for <see cref="ISharedPictures"/>. Registered by <c>AddScoped&lt;ISharedTitles, …&gt;()</c>.</summary>
public interface ISharedTitles
{
    /// <returns>Null where none of this module's pages is there.</returns>
    ValueTask<string?> FindAsync(string address, string language, CancellationToken cancellationToken);
}
