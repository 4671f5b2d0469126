using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Trail;

internal static class TrailRegistration
{
    public static IServiceCollection AddTrail(this IServiceCollection services) => services
        .AddDataMigration<AuditTables>()
        .AddSingleton<IAudit, WriteAudit>()
        .AddSingleton<IAuditSource, ReadAudit>()
        .AddScoped<ListAudit>()
        .AddScoped<PersonNames>();
}
