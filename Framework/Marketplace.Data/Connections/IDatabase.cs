namespace Marketplace.Data;

/// <summary>
/// A tenant's database: a SQLite file or a PostgreSQL schema of its own. SQL is written once for both; PostgreSQL's type names
/// (<c>text, bigint, integer, boolean, timestamptz</c>) are fine in DDL on SQLite too; JSON is kept as text. What differs is in
/// <see cref="Dialect"/>.
/// </summary>
public interface IDatabase
{
    Dialect Dialect { get; }

    /// <summary>A connection for reading the tenant's schema, statement by statement. Dispose it to give it back.</summary>
    ValueTask<DbSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A write transaction. On SQLite writers queue in this process and begin with <c>BEGIN IMMEDIATE</c>; on PostgreSQL it is READ
    /// COMMITTED. Dispose without <see cref="UnitOfWork.CommitAsync"/> rolls back.
    /// </summary>
    ValueTask<UnitOfWork> BeginAsync(CancellationToken cancellationToken);
}
