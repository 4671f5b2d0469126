using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Probe;

/// <summary>Endpoints that tell what a request sees of its shell.</summary>
public sealed class ProbeStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddSingleton<PerShell>().AddTenantCommand<ProbeCommand>().AddTenantCommand<ProbeOneCommand>();

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider services)
    {
        routes.MapGet("/probe/tenant", (ITenant tenant) => $"{tenant.Name} {tenant.Version}");
        routes.MapGet("/probe/shell", (PerShell shell) => shell.Id);
        routes.MapGet("/probe/folder", (ITenant tenant) => tenant.DataFolder);
        routes.MapGet("/probe/protect", (IDataProtectionProvider protection) => protection.CreateProtector("probe").Protect("secret"));
        routes.MapGet(
            "/probe/unprotect", (IDataProtectionProvider protection, string text) => protection.CreateProtector("probe").Unprotect(text));
        routes.MapGet(
            "/probe/form-token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        routes.MapPost("/probe/form", async (HttpContext context, IAntiforgery antiforgery) =>
            await antiforgery.IsRequestValidAsync(context) ? Results.Ok() : Results.BadRequest());
        routes.MapGet("/probe/wait", async (string gate, ITenant tenant) =>
        {
            await Gates.WaitAsync(gate);
            return $"{tenant.Name} {tenant.Version}";
        });
        routes.MapGet("/probe/throw", IResult () => throw new InvalidOperationException("A secret detail"));
    }
}

/// <summary>A singleton: one for each shell.</summary>
public sealed class PerShell
{
    public string Id { get; } = Guid.NewGuid().ToString("N");
}

/// <summary>Holds requests until a test lets them go.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string,
        (TaskCompletionSource Arrived, TaskCompletionSource Open)> All = new(StringComparer.Ordinal);

    public static Task ArrivedAsync(string gate) => Get(gate).Arrived.Task;

    public static void Open(string gate) => Get(gate).Open.SetResult();

    internal static Task WaitAsync(string gate)
    {
        var (arrived, open) = Get(gate);
        arrived.TrySetResult();
        return open.Task;
    }

    private static (TaskCompletionSource Arrived, TaskCompletionSource Open) Get(string gate) =>
        All.GetOrAdd(
            gate,
            _ => (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously),
                new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
}
