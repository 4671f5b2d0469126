using System.Collections.Concurrent;
using Npgsql;

namespace Marketplace.Data;

/// <summary>
/// One connection pool for a PostgreSQL server, shared by all schemas: a connection remembers the schema it was last bound to,
/// so that binding it again costs a round trip only when another tenant used it in between.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, string> _schemas = new();
    private readonly NpgsqlDataSource _source;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresServer(string connectionString)
    {
        // Nothing but search_path is changed on our sessions, and that is tracked, so the reset on return to the pool would be a waste.
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, MaxAutoPrepare = 100 }.ToString();
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        builder.UsePhysicalConnectionInitializer(Forget, connection =>
        {
            Forget(connection);
            return Task.CompletedTask;
        });
        _source = builder.Build();
        DapperSetup.Register();
    }

    public string ConnectionString { get; }

    /// <summary>A connection string for a library that opens its own connections: bound to the schema, with a pool of its own.</summary>
    public static string ConnectionStringTo(string connectionString, string schema) =>
        new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema }.ToString();

    /// <summary>A schema as a database of its own. It must exist: see <see cref="CreateSchemaAsync"/>.</summary>
    public IDatabase Schema(string schema) => new PostgresDatabase(this, schema);

    public async Task CreateSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand($"create schema if not exists {Quote(schema)}");
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
        await using var command = _source.CreateCommand($"drop schema if exists {Quote(schema)} cascade");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> HasSchemaAsync(string schema, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("select exists (select 1 from pg_namespace where nspname = $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Waits until no other process holds the lock of this name, and holds it until the result is disposed of or this process dies.</summary>
    public async Task<IAsyncDisposable> LockAsync(string name, CancellationToken cancellationToken)
    {
        // Not from the pool: the lock ends with its connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, KeepAlive = 30, CommandTimeout = 0 }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_advisory_lock(hashtext($1))", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
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
        // Not from the pool, which does not reset connections: a listening one must not go back to it. The keep-alive notices a dead server.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
        await connection.OpenAsync(cancellationToken);
        connection.Notification += (_, e) => received(e.Payload);
        await using (var command = new NpgsqlCommand($"listen {Quote(channel)}", connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        listening();
        while (!cancellationToken.IsCancellationRequested)
            await connection.WaitAsync(cancellationToken);
    }

    internal async ValueTask<NpgsqlConnection> ConnectAsync(string schema, CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!_schemas.TryGetValue(connection.ProcessID, out var bound) || !string.Equals(bound, schema, StringComparison.Ordinal))
            {
                _schemas.TryRemove(connection.ProcessID, out _);
                await using var command = new NpgsqlCommand($"set search_path to {Quote(schema)}", connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                _schemas[connection.ProcessID] = schema;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Forget(NpgsqlConnection connection) => _schemas.TryRemove(connection.ProcessID, out _);

    private static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private sealed class PostgresDatabase(PostgresServer server, string schema) : IDatabase
    {
        public Dialect Dialect => Dialect.Postgres;

        public async ValueTask<DbSession> OpenAsync(CancellationToken cancellationToken) =>
            new(await server.ConnectAsync(schema, cancellationToken), Dialect);

        public async ValueTask<UnitOfWork> BeginAsync(CancellationToken cancellationToken)
        {
            var connection = await server.ConnectAsync(schema, cancellationToken);
            try
            {
                return new UnitOfWork(connection, await connection.BeginTransactionAsync(cancellationToken), Dialect, writerTurn: null);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }
}
