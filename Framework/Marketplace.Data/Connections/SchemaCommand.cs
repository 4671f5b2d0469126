using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Marketplace.Data;

/// <summary>
/// A command that is sent together with the naming of its schema. Both travel in one implicit transaction, or in the one that is open, and
/// the naming ends with it. Its text is the same for all tenants, so that one prepared statement serves them all.
/// </summary>
internal sealed class SchemaCommand(SchemaConnection connection) : DbCommand
{
    private const string Parameter = "schema_of_tenant";

    /// <summary>Not <c>set local</c>, which warns outside an explicit transaction, each time, in the server's log.</summary>
    private const string Naming = $"select set_config('search_path', @{Parameter}, true); ";

    private readonly NpgsqlCommand _command = new("", connection.Inner);

    private string _text = "";

    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set => _text = value ?? "";
    }

    public override int CommandTimeout
    {
        get => _command.CommandTimeout;
        set => _command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
                throw new NotSupportedException("Only text can name its schema.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The driver's own, by whose type Dapper knows that lists travel as arrays.</summary>
    protected override DbConnection? DbConnection
    {
        get => _command.Connection;
        set => throw new NotSupportedException("A command belongs to the connection that made it.");
    }

    protected override DbParameterCollection DbParameterCollection => _command.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _command.Transaction;
        set => _command.Transaction = (NpgsqlTransaction?)value;
    }

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        var names = NameSchema();
        var written = await _command.ExecuteNonQueryAsync(cancellationToken);
        if (names)
            connection.Named();
        return written;
    }

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ExecuteDbDataReaderAsync(CommandBehavior.Default, cancellationToken);
        var value = await reader.ReadAsync(cancellationToken) && reader.FieldCount > 0 ? reader.GetValue(0) : null;
        // To the end, where a later statement may have failed.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return value;
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        if (!NameSchema())
            return await _command.ExecuteReaderAsync(behavior, cancellationToken);
        // There is a result before the one that is asked for.
        var reader = await _command.ExecuteReaderAsync(
            behavior & ~(CommandBehavior.SingleResult | CommandBehavior.SingleRow), cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
            connection.Named();
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>The driver prepares by itself what comes often.</summary>
    public override void Prepare()
    {
    }

    public override void Cancel() => _command.Cancel();

    public override int ExecuteNonQuery() => throw OnlyAsynchronous();

    public override object? ExecuteScalar() => throw OnlyAsynchronous();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw OnlyAsynchronous();

    protected override DbParameter CreateDbParameter() => _command.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _command.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>Whether the command names the schema.</returns>
    private bool NameSchema()
    {
        if (_text.Contains(DbSession.OwnSchema, StringComparison.Ordinal))
        {
            _command.CommandText = _text.Replace(DbSession.OwnSchema, connection.Schema, StringComparison.Ordinal);
            return false;
        }

        var names = connection.MustName;
        _command.CommandText = names ? Naming + _text : _text;
        if (names && !_command.Parameters.Contains(Parameter))
            _command.Parameters.Add(new NpgsqlParameter<string>(Parameter, connection.Schema));
        return names;
    }

    private static NotSupportedException OnlyAsynchronous() => new("The database is asked asynchronously.");
}
