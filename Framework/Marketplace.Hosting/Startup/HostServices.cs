using System.Security.Cryptography.X509Certificates;
using Marketplace.Abstractions;
using Marketplace.Hosting.Commands;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Recipes;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Storage;
using Marketplace.Hosting.TenantChanges;
using Marketplace.Hosting.Tenants;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Hosting.Startup;

/// <summary>The host's own services, and those that modules add to it once per process.</summary>
internal static class HostServices
{
    /// <param name="check">Of a command: looks at the modules before anything is made or opened, and keeps standard output free of log
    /// lines.</param>
    /// <exception cref="StartupException">A setting or a module is wrong.</exception>
    public static async Task AddAsync(WebApplicationBuilder builder, Action<ModuleCatalogue>? check)
    {
        SettingsCheck.Run(builder.Configuration);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        var time = services.LastOrDefault(x => x.ServiceType == typeof(TimeProvider))?.ImplementationInstance as TimeProvider
            ?? TimeProvider.System;
        var connectionString = Set(builder.Configuration, HostDatabase.Setting);
        var modules = ModuleDiscovery.FindModules(builder.Configuration);
        var catalogue = new ModuleCatalogue([.. ModuleDiscovery.ReadFeatures(modules)]);
        check?.Invoke(catalogue);
        services.AddSingleton(catalogue);
        services.AddSingleton(new TextCatalogue(modules.Prepend(typeof(HostServices).Assembly).Prepend(typeof(Frames).Assembly)));
        var startups = modules.SelectMany(x => x.GetTypes())
            .Where(x => x is { IsAbstract: false } && x.IsSubclassOf(typeof(HostStartupBase)))
            .Select(x => (HostStartupBase)Activator.CreateInstance(x)!)
            .ToList();
        startups.ForEach(x => x.CheckSettings(builder.Configuration));

        var appData = await AppData.PrepareAsync(
            builder.Configuration, builder.Environment.ContentRootPath, exclusive: connectionString is null, CancellationToken.None);
        builder.Configuration[AppData.Setting] = appData.Folder;
        services.AddSingleton(_ => appData);
        using var loggers = LoggerFactory.Create(
            x => x.AddConfiguration(builder.Configuration.GetSection("Logging"))
                .AddConsole(console => console.LogToStandardErrorThreshold = check is null ? LogLevel.None : LogLevel.Trace));
        try
        {
            services.AddSingleton(
                await HostDatabase.OpenAsync(
                    appData, connectionString, Set(builder.Configuration, HostDatabase.DirectSetting), time, loggers,
                    CancellationToken.None));
        }
        catch
        {
            appData.Dispose();
            throw;
        }

        AddShells(services);
        AddKeys(services, KeyCertificate.Find(builder.Configuration, appData, isShared: connectionString is not null));
        services.AddHttpContextAccessor();
        services.AddHealthChecks().AddCheck<HostDatabaseCheck>("database");
        startups.ForEach(x => x.ConfigureHost(services));
    }

    private static string? Set(IConfiguration configuration, string setting) =>
        configuration[setting] is { Length: > 0 } value ? value : null;

    private static void AddShells(IServiceCollection services)
    {
        services.AddSingleton<HostStore>();
        services.AddSingleton<TenantDatabases>();
        services.AddSingleton<BlueprintFactory>();
        services.AddSingleton<ShellFactory>();
        services.AddSingleton<ShellHost>();
        services.AddSingleton<RecipeFolder>();
        services.AddSingleton<RecipeRunner>();
        services.AddSingleton<ReservedPrefixes>();
        services.AddSingleton<TenantCreator>();
        services.AddSingleton<ITenantDirectory, TenantDirectory>();
        services.AddSingleton<SetupToken>();
        services.AddSingleton<ISetupToken>(x => x.GetRequiredService<SetupToken>());
        services.AddSingleton<TenantMetrics>();
        services.AddSingleton<FeatureUpgrade>();
        services.AddSingleton<FeatureStartups>();
        services.AddSingleton<FormerHandlers>();
        services.AddSingleton<FirstStart>();
        services.AddSingleton<CommandRunner>();
        services.AddHostedService<TenantWatcher>();
        services.AddHostedService<StartupNotice>();
        services.AddHostedService<ReservedPrefixCheck>();
    }

    private static void AddKeys(IServiceCollection services, X509Certificate2? certificate)
    {
        var protection = services.AddDataProtection().SetApplicationName("Marketplace");
        if (certificate is not null)
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(x =>
            new ConfigureOptions<KeyManagementOptions>(
                options => options.XmlRepository = new DatabaseKeys(x.GetRequiredService<HostDatabase>())));
    }
}
