using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Marketplace.Jobs.Storage;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Jobs.Dashboard;

/// <summary>Serves Hangfire's pages below our path. Who may come here is the endpoint's permission.</summary>
internal sealed class DashboardPages(IHostServices host)
{
    public const string Path = "/admin/jobs/hangfire";

    /// <summary>These pages bring scripts of their own and a few styles in attributes; nothing from elsewhere.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task ServeAsync(HttpContext context)
    {
        var store = await host.GetRequiredService<JobStore>().GetAsync(context.RequestAborted);
        var (path, pathBase) = (context.Request.Path, context.Request.PathBase);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        var pages = new AspNetCoreDashboardMiddleware(
            _ => Task.CompletedTask, store.Storage, Options(pathBase), DashboardRoutes.Routes, finalizeWhenNotFound: true);
        try
        {
            context.Request.PathBase = pathBase.Add(Path);
            context.Request.Path = path.StartsWithSegments(Path, out var rest) && rest.HasValue ? rest : "/";
            await pages.Invoke(context);
        }
        finally
        {
            (context.Request.Path, context.Request.PathBase) = (path, pathBase);
        }
    }

    private static DashboardOptions Options(PathString tenant) => new()
    {
        Authorization = [],
        AppPath = tenant.Add("/admin/jobs"),
        DashboardTitle = "Jobs of all tenants",
        DisplayStorageConnectionString = false,
        DarkModeEnabled = true,
        // What is done is written down, which it would not be here: each tenant has its own page for it.
        IsReadOnlyFunc = _ => true,
        DisplayNameFunc = (_, job) => NameOf(job),
    };

    /// <summary>The tenant first, then what is run: all jobs have the same few methods.</summary>
    private static string NameOf(Job job) => job.Args is [string tenant, string what, ..] ? $"{tenant}: {what}"
        : job.Args is [string only, ..] ? $"{only}: {job.Method.Name}"
        : job.Method.Name;
}
