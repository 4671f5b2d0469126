using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Storage;
using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Hosting.Startup;

/// <summary>Prints where the tenants answer once the server listens, and in Development who can sign in.</summary>
internal sealed class StartupNotice(
    IServer server, ShellHost shells, AppData appData, SetupToken token, IHostEnvironment environment, IHostApplicationLifetime lifetime)
        : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Console.WriteLine();
        foreach (var record in shells.Table.Slots.Values.Select(x => x.Record).OrderBy(x => x.PathPrefix, StringComparer.Ordinal))
        {
            if (record.Name == SetupTenant.Name)
                Console.WriteLine($"  Set up the first site at {address}/setup with the token {token.Value}");
            else
                Console.WriteLine($"  {record.DisplayName,-24} {AddressOf(record, address)}");
        }

        if (environment.IsDevelopment() && SampleTenants.Read(appData.Folder).Notice is { Length: > 0 } notice)
            Console.WriteLine($"\n  {notice}");
        Console.WriteLine();
    }

    private static string AddressOf(TenantRecord record, string address)
    {
        if (record.Hosts.Count > 0 && Uri.TryCreate(address, UriKind.Absolute, out var uri))
            address =
                $"{uri.Scheme}://{record.Hosts[0]}"
                + $"{(record.Hosts[0].Contains(':', StringComparison.Ordinal) || uri.IsDefaultPort ? "" : ":" + uri.Port)}";
        return address + (record.PathPrefix.Length > 0 ? record.PathPrefix : "/");
    }
}
