using Marketplace.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Probe;

[Feature("Probe.BrokenMigration")]
public sealed class BrokenMigrationStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddDataMigration<BrokenMigration>().AddTenantCommand<BrokenCommand>().AddEventHandler<ProbeHappened, BrokenListener>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGet("/probe/broken-migration", () => "runs");
}

[Feature("Probe.BrokenMigration")]
public sealed class BrokenMigration : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync("create table probe_half (id text primary key)");
        throw new InvalidOperationException("The table is cursed.");
    }
}

[Feature("Probe.OnBrokenMigration")]
public sealed class OnBrokenMigrationStartup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services) =>
        routes.MapGet("/probe/on-broken-migration", () => "runs");
}

[Feature("Probe.BrokenStartup")]
public sealed class BrokenStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => throw new InvalidOperationException("The startup is cursed.");
}

[Feature("Probe.BrokenActivation")]
public sealed class BrokenActivationStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddSingleton<ITenantEvents, BrokenActivation>();

    /// <summary>A file <c>mended</c> in the tenant's folder lets the activation succeed.</summary>
    private sealed class BrokenActivation(ITenant tenant) : ITenantEvents
    {
        public Task ActivatedAsync(CancellationToken cancellationToken) =>
            File.Exists(Path.Combine(tenant.DataFolder, "mended"))
                ? Task.CompletedTask
                : throw new InvalidOperationException("The activation is cursed.");
    }
}
