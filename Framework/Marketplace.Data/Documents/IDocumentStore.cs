namespace Marketplace.Data;

/// <summary>
/// Objects stored as JSON, by the stored name of their type and id: content, templates, small configuration that no query needs to look
/// into.
/// </summary>
public interface IDocumentStore
{
    Task<Document<T>?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class;

    Task<IReadOnlyList<Document<T>>> ListAsync<T>(CancellationToken cancellationToken)
        where T : class;

    /// <summary>Inserts (<paramref name="expectedVersion"/> 0) or replaces the version that was read.</summary>
    /// <returns>False when somebody else changed it meanwhile; nothing is written then.</returns>
    Task<bool> SaveAsync<T>(UnitOfWork transaction, string id, T value, int expectedVersion, CancellationToken cancellationToken)
        where T : class;

    Task DeleteAsync<T>(UnitOfWork transaction, string id, CancellationToken cancellationToken)
        where T : class;
}

/// <param name="Version">1 for a new document, one more with each save.</param>
public sealed record Document<T>(string Id, T Value, int Version, DateTimeOffset UpdatedAt)
    where T : class;
