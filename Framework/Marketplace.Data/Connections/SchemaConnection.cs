using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Marketplace.Data;

/// <summary>
/// A connection whose statements name the tenant's schema themselves, because nothing says that the server's end of it is the one that
/// served the statement before: a pooler changes it after every transaction. A transaction names the schema with its first statement, and
/// outside one every statement does, each time in the same round trip.
/// </summary>
internal sealed class SchemaConnection(NpgsqlConnection connection, string schema, bool isTransaction) : DbConnection
{
    private bool _isNamed;

    public NpgsqlConnection Inner => connection;

    /// <summary>As the setting <c>search_path</c> wants it.</summary>
    public string Schema { get; } = "\"" + schema.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public bool MustName => !_isNamed;

    /// <summary>Only once the server did it: a statement that never left us did not name anything.</summary>
    public void Named() => _isNamed = isTransaction;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => throw new NotSupportedException("The pool's connections are open already.");
    }

    public override string Database => connection.Database;

    public override string DataSource => connection.DataSource;

    public override string ServerVersion => connection.ServerVersion;

    public override ConnectionState State => connection.State;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A tenant has one database.");

    public override void Open() => throw new NotSupportedException("The pool's connections are open already.");

    public override void Close() => connection.Close();

    public override Task CloseAsync() => connection.CloseAsync();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException($"Transactions begin with {nameof(IDatabase)}.{nameof(IDatabase.BeginAsync)}.");

    protected override DbCommand CreateDbCommand() => new SchemaCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await base.DisposeAsync();
    }
}
