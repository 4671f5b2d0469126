using System.Diagnostics;
using System.Globalization;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Shells;

/// <summary>Leads each request to its tenant's shell.</summary>
internal sealed class ShellMiddleware(
    RequestDelegate next, ShellHost shells, TimeProvider time, TenantMetrics metrics, ILogger<ShellMiddleware> logger)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Most shells start within this; behind a long migration requests must not pile up.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HasReadableHost(context.Request))
        {
            await UnreadableHostAsync(context);
            return;
        }

        var slot = shells.Table.Match(context.Request.Headers.Host, context.Request.Path);
        if (slot is null)
        {
            await next(context);
            return;
        }

        var shell = slot.Current is { } current && current.TryEnter()
            ? current
            : await shells.EnterAsync(slot, LongestStart, context.RequestAborted);
        if (shell is null)
        {
            await UnavailableAsync(context);
            return;
        }

        try
        {
            slot.CountRequest(time.GetUtcNow());
            metrics.Request(slot.Record.Name);
            await ServeAsync(context, shell);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // Not even the tenant's own handling of errors could answer.
            logger.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path.Value);
            HostHeaders.Restart(context, StatusCodes.Status500InternalServerError);
            await HostPages.WriteAsync(
                context, "This page cannot be shown", "Something went wrong on the way to it. Please go back, or try again in a moment.");
        }
        finally
        {
            shell.Leave();
        }
    }

    private async Task ServeAsync(HttpContext context, Shell shell)
    {
        var (pathBase, path) = (context.Request.PathBase, context.Request.Path);
        var prefix = shell.Record.PathPrefix;
        if (prefix.Length > 0)
        {
            // Browsers keep cookies by the exact letters of a path, so that /Shop would be signed out where /shop is signed in.
            if (!path.Value!.StartsWith(prefix, StringComparison.Ordinal)
                && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
            {
                context.Response.Redirect(
                    $"{pathBase}{prefix}{new PathString(path.Value[prefix.Length..])}{context.Request.QueryString}", permanent: false);
                return;
            }

            context.Request.PathBase = pathBase.Add(new PathString(prefix));
            context.Request.Path = path.Value.Length > prefix.Length ? new PathString(path.Value[prefix.Length..]) : new PathString("/");
        }

        CurrentShell.Value = shell;
        Activity.Current?.SetTag("marketplace.tenant", shell.Record.Name);
        using var log = logger.BeginScope(shell.LogScope);
        shell.Speak();
        await using var scope = shell.Services.CreateAsyncScope();
        // Setting context.RequestServices would first make a scope of the host's container, which nobody needs.
        var services = context.Features.Get<IServiceProvidersFeature>();
        context.Features.Set<IServiceProvidersFeature>(new TenantServices(scope.ServiceProvider));
        try
        {
            await shell.Blueprint.Pipeline(context);
        }
        finally
        {
            context.Features.Set(services);
            (context.Request.PathBase, context.Request.Path) = (pathBase, path);
            CurrentShell.Value = null;
        }
    }

    private sealed class TenantServices(IServiceProvider services) : IServiceProvidersFeature
    {
        public IServiceProvider RequestServices { get; set; } = services;
    }

    /// <summary>Whatever asks for the host of the request later would fail on a name that is no punycode but begins as such.</summary>
    private static bool HasReadableHost(HttpRequest request)
    {
        try
        {
            _ = request.Host;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Task UnreadableHostAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return HostPages.WriteAsync(
            context, "This host name cannot be read", "Check the host name in the address, or ask whoever gave you the link.");
    }

    private static Task UnavailableAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return HostPages.WriteAsync(
            context, "This site is not available right now", "It is switched off or just starting. Please try again in a moment.");
    }
}
