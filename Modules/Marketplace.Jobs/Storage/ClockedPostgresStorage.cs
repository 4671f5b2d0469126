using Hangfire.PostgreSql;
using Hangfire.Storage;

namespace Marketplace.Jobs.Storage;

/// <summary>Hangfire's PostgreSQL store on the host's clock: what is due when is told by it and not by the machine's.</summary>
internal sealed class ClockedPostgresStorage(IConnectionFactory connections, PostgreSqlStorageOptions options, TimeProvider time)
    : PostgreSqlStorage(connections, options)
{
    public override IStorageConnection GetConnection() => new Connection(this, time);

    public override bool HasFeature(string featureId) =>
        featureId == JobStorageFeatures.Connection.GetUtcDateTime || base.HasFeature(featureId);

    private sealed class Connection(PostgreSqlStorage storage, TimeProvider time) : PostgreSqlConnection(storage)
    {
        public override DateTime GetUtcDateTime() => time.GetUtcNow().UtcDateTime;
    }
}
