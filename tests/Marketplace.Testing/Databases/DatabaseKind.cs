namespace Marketplace.Testing;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
