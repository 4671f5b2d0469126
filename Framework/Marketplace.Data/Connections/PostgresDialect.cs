using Npgsql;

namespace Marketplace.Data;

internal sealed class PostgresDialect : Dialect
{
    public override string Name => "PostgreSQL";

    public override string ForUpdateSkipLocked => "for update skip locked";

    public override string ForUpdate => "for update";

    public override bool HasProcedures => true;

    public override string In(string column, string parameter) => $"{column} = any(@{parameter})";

    /// <summary>The same whatever language the database was made for.</summary>
    public override string Lower(string text) => $"""lower({text} collate "und-x-icu")""";

    public override string Day(string column) => $"to_char({column} at time zone 'UTC', 'YYYY-MM-DD')";

    internal override string FindTable =>
        "select table_name::text from information_schema.tables where table_schema = current_schema() and table_name = @table";

    internal override string LockMigrations => "select pg_advisory_xact_lock(hashtext('migrations of ' || current_schema()))::text";

    public override string AppendOnly(string table) =>
        $"""
         create function {table}_append_only() returns trigger language plpgsql as
           $body$ begin raise exception '{table} is append-only'; end $body$;
         create trigger {table}_append_only before update or delete or truncate on {table}
           for each statement execute function {table}_append_only();
         """;

    public override bool IsUniqueViolation(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The character zero, which a query or JSON may well hold.</summary>
    public override bool IsUnstorableText(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire };

    public override bool IsOverflow(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange };

    /// <summary>Classes 22 and 23, and what our procedures raise.</summary>
    public override bool IsRefusedData(Exception exception) =>
        exception is PostgresException e
            && (e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal)
            || e.SqlState == PostgresErrorCodes.RaiseException);

    public override bool IsTransient(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };
}
