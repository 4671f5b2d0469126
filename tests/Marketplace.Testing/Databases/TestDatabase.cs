using System.Globalization;
using Marketplace.Data;
using Npgsql;

namespace Marketplace.Testing;

/// <summary>
/// An empty database of a test's own: a SQLite file in WAL mode, or a schema on one PostgreSQL server that all tests of the process share.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(async () =>
        new PostgresServer(
            new NpgsqlConnectionStringBuilder(await PostgresCluster.CreateDatabaseAsync()) { Pooling = true,
                MaxPoolSize = 60 }.ToString()));

    private static int _schemas;

    private readonly Func<Task> _remove;

    private TestDatabase(DatabaseKind kind, IDatabase database, string? schema, Func<Task> remove)
    {
        Kind = kind;
        Database = database;
        Schema = schema;
        _remove = remove;
    }

    public DatabaseKind Kind { get; }

    public IDatabase Database { get; }

    /// <summary>The schema's name on PostgreSQL.</summary>
    public string? Schema { get; }

    /// <summary>The server that all PostgreSQL databases of this process lie on.</summary>
    public static Task<PostgresServer> GetServerAsync() => Server.Value;

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Postgres)
        {
            var server = await Server.Value;
            var schema = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _schemas)}");
            await server.CreateSchemaAsync(schema, CancellationToken.None);
            return new TestDatabase(kind, server.Schema(schema), schema, () => server.DropSchemaAsync(schema, CancellationToken.None));
        }

        var folder = Directory.CreateTempSubdirectory("marketplace-test-");
        var database = new SqliteDatabase(Path.Combine(folder.FullName, "test.db"));
        await database.EnableWriteAheadLogAsync(CancellationToken.None);
        return new TestDatabase(kind, database, schema: null, () =>
        {
            database.Dispose();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    /// <summary>A database that another process made and will remove.</summary>
    public static TestDatabase Join(DatabaseKind kind, IDatabase database) => new(kind, database, schema: null, () => Task.CompletedTask);

    public ValueTask DisposeAsync() => new(_remove());
}
