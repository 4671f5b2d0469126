using System.Data.Common;
using Dapper;

namespace Marketplace.Data;

/// <summary>
/// An open connection to the tenant's database. Members named after Dapper's, with cancellation; parameters only, never text from outside
/// in SQL. Outside a transaction each statement is on its own: the server's end of the connection may change between two of them.
/// </summary>
public class DbSession : IAsyncDisposable
{
    /// <summary>
    /// On PostgreSQL the tenant's schema, for a statement that names everything it needs with it, such as the call of a procedure that has
    /// its own search path: such a statement needs nothing else to find its tables.
    /// </summary>
    public const string OwnSchema = "{schema}";

    internal DbSession(DbConnection connection, Dialect dialect)
    {
        Connection = connection;
        Dialect = dialect;
    }

    private protected DbConnection Connection { get; }

    public Dialect Dialect { get; }

    private protected DbTransaction? Transaction { get; init; }

    /// <summary>
    /// How long a statement may take; null keeps the driver's 30 seconds. For reading through whole tables in the background.
    /// </summary>
    public TimeSpan? StatementTimeout { get; set; }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null,
        CancellationToken cancellationToken = default) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))).AsList();

    public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellationToken));

    public Task<T> QuerySingleAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        Connection.QuerySingleAsync<T>(Command(sql, parameters, cancellationToken));

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default) =>
        Connection.ExecuteScalarAsync<T>(Command(sql, parameters, cancellationToken));

    private protected CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, Transaction, commandTimeout: StatementTimeout is { } timeout ? (int)Math.Ceiling(timeout.TotalSeconds) : null,
            cancellationToken: cancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
