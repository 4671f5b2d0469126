using System.Data.Common;
using Npgsql;

namespace Marketplace.Data;

/// <summary>
/// One connection pool for a PostgreSQL server, shared by all schemas. Its connections remember nothing: each transaction and each
/// statement outside one names its schema itself, so that the server may be reached through a pooler in transaction mode.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>
    /// How many statements a connection prepares by itself, where it is one: behind a pooler they would be prepared on somebody else's.
    /// </summary>
    private const int PreparedStatements = 100;

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly string? _direct;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private Source? _source;

    /// <param name="connectionString">Where tenants' transactions go: a server, or a pooler before it.</param>
    /// <param name="direct">The same database without a pooler, for what must keep a connection; null where there is none.</param>
    /// <exception cref="ArgumentException">A connection string is malformed.</exception>
    public PostgresServer(string connectionString, string? direct = null)
    {
        // Nothing is changed on our sessions beyond a transaction, so the reset on return to the pool would be a waste.
        _settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        _direct = direct is null ? null : new NpgsqlConnectionStringBuilder(direct).ToString();
        DapperSetup.Register();
    }

    public string ConnectionString => _settings.ToString();

    /// <summary>
    /// A connection string for a library that opens its own connections, with a pool of its own. They are bound to no schema, because
    /// poolers do not take one: the library's statements must name it.
    /// </summary>
    public static string ConnectionStringForOthers(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, MaxAutoPrepare = 0, Pooling = true }.ToString();

    /// <summary>Closes what a library keeps open in its pool.</summary>
    public static void CloseConnections(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <summary>A schema as a database of its own. It must exist: see <see cref="CreateSchemaAsync"/>.</summary>
    public IDatabase Schema(string schema) => new PostgresDatabase(this, schema);

    /// <summary>Whether somebody else keeps the connections to the server, so that ours are none of it.</summary>
    public async ValueTask<bool> IsBehindPoolerAsync(CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken)).IsBehindPooler;

    /// <summary>A text that two connection strings share when they lead to the same database of the same running server.</summary>
    public async Task<string> IdentifyAsync(CancellationToken cancellationToken)
    {
        await using var command = (await OpenAsync(cancellationToken)).Pool.CreateCommand(
            "select current_database() || ' since ' || extract(epoch from pg_postmaster_start_time())::text");
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task CreateSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        await using var command = (await OpenAsync(cancellationToken)).Pool.CreateCommand($"create schema if not exists {Quote(schema)}");
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it between this statement's look and its insert.
        }
    }

    public async Task DropSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        await using var command = (await OpenAsync(cancellationToken)).Pool.CreateCommand($"drop schema if exists {Quote(schema)} cascade");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> HasSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        await using var command = (await OpenAsync(cancellationToken)).Pool.CreateCommand(
            "select exists (select 1 from pg_namespace where nspname = $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Waits until no other process holds the lock of this name, and holds it until the result is disposed of or this process dies.
    /// </summary>
    public async Task<IAsyncDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        var connection = OwnConnection(commandTimeout: 0);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_advisory_lock(hashtext($1))", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells every process that listens on the channel, when the transaction commits.</summary>
    public static Task NotifyAsync(UnitOfWork transaction, string channel, string payload, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<string>("select pg_notify(@channel, @payload)::text", new { channel, payload }, cancellationToken);

    /// <summary>Calls <paramref name="received"/> for each notification until cancelled; throws when the connection is lost.</summary>
    public async Task ListenAsync(string channel, Action<string> received, Action listening, CancellationToken cancellationToken)
    {
        await using var connection = OwnConnection();
        await connection.OpenAsync(cancellationToken);
        connection.Notification += (_, e) => received(e.Payload);
        await using (var command = new NpgsqlCommand($"listen {Quote(channel)}", connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        listening();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await connection.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is { } source)
            await source.Pool.DisposeAsync();
        _opening.Dispose();
    }

    /// <summary>
    /// For what lasts as long as its connection, past every pool: the server's memory of it must be ours alone. The keep-alive notices a
    /// dead server.
    /// </summary>
    private NpgsqlConnection OwnConnection(int? commandTimeout = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_direct ?? ConnectionString) { Pooling = false, KeepAlive = 30 };
        if (commandTimeout is { } seconds)
            settings.CommandTimeout = seconds;
        return new NpgsqlConnection(settings.ToString());
    }

    private async ValueTask<SchemaConnection> ConnectAsync(string schema, bool isTransaction, CancellationToken cancellationToken) =>
        new(await (await OpenAsync(cancellationToken)).Pool.OpenConnectionAsync(cancellationToken), schema, isTransaction);

    private ValueTask<Source> OpenAsync(CancellationToken cancellationToken) =>
        _source is { } source ? ValueTask.FromResult(source) : new(OpenFirstAsync(cancellationToken));

    private async Task<Source> OpenFirstAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _source ??= await MakeAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<Source> MakeAsync(CancellationToken cancellationToken)
    {
        var isBehindPooler = await FindPoolerAsync(cancellationToken);
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        if (!SaysHowToPrepare())
            settings.MaxAutoPrepare = isBehindPooler ? 0 : PreparedStatements;
        return new Source(new NpgsqlDataSourceBuilder(settings.ToString()).Build(), isBehindPooler);
    }

    /// <summary>The driver's own builder says of every keyword it knows that it contains it.</summary>
    private bool SaysHowToPrepare() =>
        new DbConnectionStringBuilder { ConnectionString = ConnectionString }.ContainsKey("Max Auto Prepare");

    /// <summary>A pooler answers with a key for cancelling that is its own, not the process at the server.</summary>
    private async Task<bool> FindPoolerAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, MaxAutoPrepare = 0 }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))! != connection.ProcessID;
    }

    private static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private sealed record Source(NpgsqlDataSource Pool, bool IsBehindPooler);

    private sealed class PostgresDatabase(PostgresServer server, string schema) : IDatabase
    {
        public Dialect Dialect => Dialect.Postgres;

        public async ValueTask<DbSession> OpenAsync(CancellationToken cancellationToken) =>
            new(await server.ConnectAsync(schema, isTransaction: false, cancellationToken), Dialect);

        public async ValueTask<UnitOfWork> BeginAsync(CancellationToken cancellationToken)
        {
            var connection = await server.ConnectAsync(schema, isTransaction: true, cancellationToken);
            try
            {
                var transaction = await connection.Inner.BeginTransactionAsync(cancellationToken);
                return new UnitOfWork(connection, transaction, Dialect, writerTurn: null);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }
}
