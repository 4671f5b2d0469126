namespace Marketplace.Data;

/// <summary>Everything in which the two databases differ.</summary>
public abstract class Dialect
{
    public static readonly Dialect Sqlite = new SqliteDialect();
    public static readonly Dialect Postgres = new PostgresDialect();

    public abstract string Name { get; }

    /// <summary>Ends a <c>select</c> that claims rows: others skip them. Empty on SQLite, where writers queue.</summary>
    public abstract string ForUpdateSkipLocked { get; }

    /// <summary>Ends a <c>select</c> that locks the rows it reads until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Whether the database runs procedures (PL/pgSQL), so that a whole write can be one round trip.</summary>
    public abstract bool HasProcedures { get; }

    /// <summary>
    /// A condition that <paramref name="column"/> is one of the values in the array parameter, given without its <c>@</c>.
    /// </summary>
    public abstract string In(string column, string parameter);

    /// <summary>A text in lower case, whatever its letters: what people search for is compared so.</summary>
    public abstract string Lower(string text);

    /// <summary>The UTC day of a <c>timestamptz</c> column as <c>yyyy-MM-dd</c>, to group by.</summary>
    public abstract string Day(string column);

    /// <summary>A statement that lets <paramref name="table"/> only grow: updates and deletes of its rows fail.</summary>
    public abstract string AppendOnly(string table);

    /// <summary>A query for one row when the schema has a table named <c>@table</c>, none otherwise.</summary>
    internal abstract string FindTable { get; }

    /// <summary>
    /// A statement that makes other migrations of the same schema wait until the transaction ends; null where writers queue anyway.
    /// </summary>
    internal abstract string? LockMigrations { get; }

    /// <summary>A unique index or primary key refused the row.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>A text held a character that the database cannot store: whoever sent it must send something else.</summary>
    public abstract bool IsUnstorableText(Exception exception);

    /// <summary>A sum or another result was too large for its type.</summary>
    public abstract bool IsOverflow(Exception exception);

    /// <summary>A statement was refused for what it was given to store: the connection is fine, and so may other statements be.</summary>
    public abstract bool IsRefusedData(Exception exception);

    /// <summary>The same transaction may succeed when it is tried again.</summary>
    public abstract bool IsTransient(Exception exception);
}
