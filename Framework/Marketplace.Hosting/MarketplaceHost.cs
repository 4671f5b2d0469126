using System.Globalization;
using Marketplace.Abstractions;
using Marketplace.Hosting.Commands;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Pipeline;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting;

/// <summary>The program: builds the host, prepares its data, serves until it is stopped, or runs one command of a module.</summary>
public static class MarketplaceHost
{
    /// <returns>
    /// 0; or 1 after one sentence on standard error that says why the start failed and how to mend it; with a command, its exit code, or 2
    /// when it was called wrongly.
    /// </returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (CommandLine.Parse(args) is { } command)
                return await CommandProgram.RunAsync(command, Console.Out, configure: null);
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (CommandUsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"The port is in use ({e.Message.TrimEnd('.')}): stop the other program, or choose another address with --urls.");
            return 1;
        }
    }

    /// <summary>The host, ready to be started: its database is open and its tenants are known.</summary>
    /// <param name="configure">Changes made last, for tests.</param>
    /// <exception cref="StartupException">A setting, a module, a recipe or the data folder is wrong.</exception>
    public static Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null) =>
        BuildAsync(args, configure, check: null);

    /// <param name="check">Looks at the modules before anything is made or opened.</param>
    internal static async Task<WebApplication> BuildAsync(
        string[] args, Action<WebApplicationBuilder>? configure, Action<ModuleCatalogue>? check)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        var builder = WebApplication.CreateBuilder(args);
        // Styles and scripts of modules are found beside their sources too, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrel(options => options.AddServerHeader = false);
        configure?.Invoke(builder);
        Observation.Add(builder);
        await HostServices.AddAsync(builder, check);

        var app = builder.Build();
        app.UseMiddleware<HostHeaders>();
        app.UseHealthChecks($"/{HostPages.HealthChecks}/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks($"/{HostPages.HealthChecks}/ready");
        app.UseMiddleware<ShellMiddleware>();
        app.Run(HostPages.NotFoundAsync);
        try
        {
            await app.Services.GetRequiredService<FirstStart>().PrepareAsync(app.Lifetime.ApplicationStopping);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
