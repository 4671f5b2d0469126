using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.PaymentsWorker;

internal static class WebhookServer
{
    /// <summary>The point between the event that is marked as done and the answer.</summary>
    private const string Acknowledging = "before the answer";

    public static async Task RunAsync(TestShell shell, Death death)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use(async (context, next) =>
        {
            await using var scope = shell.CreateScope();
            context.RequestServices = scope.ServiceProvider;
            scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
            context.Response.OnStarting(() =>
            {
                death.At(Acknowledging);
                return Task.CompletedTask;
            });
            await next(context);
        });
        app.UseRouting();
        new Stripe.Startup().Configure(app, new ShellRoutes(app, shell.Services), shell.Services);
        await app.StartAsync();
        Console.WriteLine("listening " + app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private sealed class ShellRoutes(IEndpointRouteBuilder inner, IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources => inner.DataSources;

        public IApplicationBuilder CreateApplicationBuilder() => inner.CreateApplicationBuilder();
    }
}
