using Marketplace.Data;

namespace Marketplace.Catalog.Products;

/// <summary>What other modules may know of the shelf.</summary>
public interface IProducts
{
    Task<Product?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>As above, read in a transaction of the caller's.</summary>
    Task<Product?> FindAsync(DbSession session, string id, CancellationToken cancellationToken);
}
