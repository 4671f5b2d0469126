using System.Diagnostics;
using System.Diagnostics.Metrics;
using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Pipeline;
using Marketplace.Hosting.Tenants;
using Marketplace.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Hosting.Shells;

/// <summary>What every shell has before any module adds to it.</summary>
internal static class ShellServices
{
    public static void Add(IServiceCollection services, IServiceProvider host, IReadOnlyList<FeatureDescriptor> features)
    {
        AddFromHost(services, host);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddOptions();
        services.AddHttpContextAccessor();
        services.AddSingleton<ICurrentActor, CurrentActor>();
        services.AddMarketplaceData();
        services.AddMoney();
        services.AddMarketplaceUi();
        services.AddSingleton<INavigation, Navigation>();
        services.AddSingleton<IPermissionProvider, HostPermissions>();
        services.AddSingleton<SecurityHeaders>();
        services.AddProblemDetails();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddTexts(host.GetRequiredService<TextCatalogue>());
        services.AddHttpClient();
        services.AddRateLimiter(RateLimitPolicies.Configure);
        AddPages(services, features);
    }

    private static void AddFromHost(IServiceCollection services, IServiceProvider host)
    {
        services.AddSingleton<IHostServices>(new HostServices(host));
        Add<ILoggerFactory>();
        Add<IConfiguration>();
        Add<IWebHostEnvironment>();
        Add<IHostEnvironment>();
        Add<IHostApplicationLifetime>();
        Add<IServer>();
        Add<TimeProvider>();
        Add<DiagnosticListener>();
        Add<DiagnosticSource>();
        Add<IMeterFactory>();
        Add<ITenantDirectory>();
        Add<ISetupToken>();
        services.AddSingleton<IAuditSource>(
            x => new ReadHostAudit(host.GetRequiredService<HostDatabase>(), x.GetRequiredService<ITenant>().Name));
        services.AddSingleton<IAuditActs, HostAuditActs>();

        void Add<T>()
            where T : class =>
            services.AddSingleton(host.GetRequiredService<T>());
    }

    private static void AddPages(IServiceCollection services, IReadOnlyList<FeatureDescriptor> features)
    {
        services.AddSingleton(ApplicationParts(features));
        services.AddRazorPages(options => options.Conventions.Add(new PageConventions()))
            .AddMvcOptions(options =>
            {
                options.Filters.Add<UnknownHandlerFilter>();
                options.ModelBinderProviders.Insert(0, new DayBinderProvider());
                options.Filters.Add<StaleFormFilter>(StaleFormFilter.Order);
                options.Filters.Add<TextArgumentsFilter>();
            })
            .AddViewLocalization()
            .AddDataAnnotationsLocalization();
        services.AddSingleton<IConfigureOptions<MvcOptions>, FormTexts>();
        services.AddAntiforgery(options => options.Cookie = new TenantCookieBuilder("mp_af_"));
        services.AddSingleton<CookieTempDataProvider>();
        services.AddSingleton<ITempDataProvider, QuietTempDataProvider>();
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie = new TenantCookieBuilder("mp_td_"));
        services.Configure<RazorPagesOptions>(options => options.RootDirectory = "/Pages");
        services.Configure<Microsoft.AspNetCore.Routing.RouteOptions>(options => options.LowercaseUrls = true);
    }

    /// <summary>Only enabled modules have pages here; pages of a further feature that is off are left out one by one.</summary>
    private static ApplicationPartManager ApplicationParts(IReadOnlyList<FeatureDescriptor> features)
    {
        var enabled = features.Select(x => x.Id).ToHashSet(StringComparer.Ordinal);
        var manager = new ApplicationPartManager();
        foreach (var assembly in features.Select(x => x.Assembly).Distinct().Append(typeof(Frames).Assembly))
        {
            manager.ApplicationParts.Add(new AssemblyPart(assembly));
            manager.ApplicationParts.Add(new FeaturePagesPart(assembly, enabled));
        }

        return manager;
    }

    private sealed class HostServices(IServiceProvider host) : IHostServices
    {
        public T GetRequiredService<T>()
            where T : notnull =>
            host.GetRequiredService<T>();
    }

    private sealed class HostPermissions : IPermissionProvider
    {
        public IEnumerable<Permission> GetPermissions() => [AdminPermissions.AccessAdmin];
    }
}
