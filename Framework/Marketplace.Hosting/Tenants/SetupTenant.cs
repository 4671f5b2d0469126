using Marketplace.Abstractions;
using Marketplace.Data;

namespace Marketplace.Hosting.Tenants;

/// <summary>What answers while a host has no tenant: the setup page and nothing else. It has no database and no row.</summary>
internal static class SetupTenant
{
    public const string Name = "setup";
    public const string Feature = "Marketplace.Setup";

    public static TenantRecord Record { get; } = new()
    {
        Name = Name,
        DisplayName = "Marketplace",
        IsDefault = true,
        Features = [Feature, new SiteSettings().Theme],
        Settings = new TenantSettings([]),
    };

    public static IDatabase NoDatabase { get; } = new None();

    private sealed class None : IDatabase
    {
        public Dialect Dialect => Dialect.Sqlite;

        public ValueTask<DbSession> OpenAsync(CancellationToken cancellationToken) => throw Error();

        public ValueTask<UnitOfWork> BeginAsync(CancellationToken cancellationToken) => throw Error();

        private static InvalidOperationException Error() => new("There is no database before the setup.");
    }
}
