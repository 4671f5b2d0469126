using Microsoft.Data.Sqlite;

namespace Marketplace.Data;

internal sealed class SqliteDialect : Dialect
{
    private const int Constraint = 19;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    public override string Name => "SQLite";

    public override string ForUpdateSkipLocked => "";

    public override string ForUpdate => "";

    public override bool HasProcedures => false;

    /// <summary>Dapper writes one parameter per value.</summary>
    public override string In(string column, string parameter) => $"{column} in @{parameter}";

    /// <summary>SQLite's own <c>lower()</c> knows ASCII only; see <see cref="SqliteDatabase"/>.</summary>
    public override string Lower(string text) => $"fold({text})";

    public override string Day(string column) => $"substr({column}, 1, 10)";

    internal override string FindTable => "select name from sqlite_master where type = 'table' and name = @table";

    internal override string? LockMigrations => null;

    public override string AppendOnly(string table) =>
        $"""
         create trigger {table}_no_update before update on {table} begin select raise(abort, '{table} is append-only'); end;
         create trigger {table}_no_delete before delete on {table} begin select raise(abort, '{table} is append-only'); end;
         """;

    public override bool IsUniqueViolation(Exception exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override bool IsUnstorableText(Exception exception) => false;

    public override bool IsOverflow(Exception exception) =>
        exception is SqliteException && exception.Message.Contains("integer overflow", StringComparison.Ordinal);

    public override bool IsRefusedData(Exception exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked };
}
