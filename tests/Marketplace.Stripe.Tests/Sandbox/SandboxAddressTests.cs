using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Keys;
using Marketplace.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Stripe.Tests.Sandbox;

public sealed class SandboxAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5000", "", "http://127.0.0.1:5000/")]
    [InlineData("http://[::]:8080", "", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:8080", "/coop", "http://localhost:8080/coop/")]
    [InlineData("http://+:80", "", "http://localhost/")]
    [InlineData("https://localhost:5001;http://localhost:5000", "", "http://localhost:5000/")]
    [InlineData("https://localhost:5001", "", "https://localhost:5001/")]
    [InlineData("http://unix:/run/shop.sock;http://127.0.0.1:5000", "", "http://127.0.0.1:5000/")]
    [InlineData("", "/coop", null)]
    public async Task It_finds_this_host_however_it_listens(string listening, string prefix, string? expected)
    {
        await using var shell = await ShellAsync(listening, x => x.Tenant.PathPrefix = prefix);
        Assert.Equal(expected, shell.Get<SandboxAddress>().FindRoot()?.ToString());
        Assert.Equal(expected is null, await shell.Get<StripeAccounts>().FindAsync(default) is null);
    }

    [Fact]
    public async Task A_tenant_with_a_host_name_is_called_by_it()
    {
        await using var shell = await ShellAsync("http://127.0.0.1:5000", x => x.Tenant.Hosts = ["*.shop.example", "coop.example"]);
        Assert.Equal("coop.example", (await shell.Get<StripeAccounts>().FindAsync(default))!.HostHeader);
    }

    [Theory]
    [InlineData("https://shop.example/", "", "https://shop.example/")]
    [InlineData("https://shop.example", "/coop", "https://shop.example/coop/")]
    [InlineData("https://shop.example/coop/", "/coop", "https://shop.example/coop/")]
    public async Task Where_it_does_not_listen_the_sites_own_address_serves(string baseUrl, string prefix, string expected)
    {
        await using var shell = await ShellAsync("", x =>
        {
            x.Tenant.PathPrefix = prefix;
            x.Tenant.Set("site", new SiteSettings { BaseUrl = baseUrl });
        });
        Assert.Equal(expected, shell.Get<SandboxAddress>().Root.ToString());
    }

    private static Task<TestShell> ShellAsync(string listening, Action<TestShellSetup> setup) => TestShell.CreateAsync(
        DatabaseKind.Sqlite,
        x =>
        {
            x.Host.Services.AddSingleton<IServer>(new ListeningServer(listening.Split(';', StringSplitOptions.RemoveEmptyEntries)));
            setup(x);
        },
        new Credits.Startup(),
        new Payments.Startup(),
        new Startup(),
        new StripeSandbox.Startup());

    private sealed class ListeningServer : IServer, IServerAddressesFeature
    {
        public ListeningServer(string[] addresses)
        {
            Addresses = addresses;
            Features.Set<IServerAddressesFeature>(this);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public ICollection<string> Addresses { get; }

        public bool PreferHostingUrls { get; set; }

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
