using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Where this tenant answers on this very host: the sandbox is called, and calls back, over real HTTP.</summary>
internal sealed class SandboxAddress(IHostServices host, ITenant tenant)
{
    /// <summary>The tenant's root, with a slash at its end.</summary>
    public Uri Root => new(Listening() ?? Public() ?? throw new InvalidOperationException(
        "The Stripe sandbox does not know the address of this host: it is not listening yet, and the tenant's site has no base address."));

    public Uri ApiBase => new(Root, "stripe-sandbox/v1/");

    public Uri Webhook => new(Root, WebhookEndpoint.Path.TrimStart('/'));

    /// <summary>The tenant's own host name where it has one; the listening address alone would lead elsewhere.</summary>
    public string? HostHeader => tenant.Hosts.FirstOrDefault(x => !x.Contains('*', StringComparison.Ordinal));

    private string? Listening()
    {
        var addresses = host.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(x => x.StartsWith("http://", StringComparison.Ordinal)) ?? addresses.FirstOrDefault();
        if (address is null)
            return null;
        var binding = Microsoft.AspNetCore.Http.BindingAddress.Parse(address);
        var name = binding.Host is "*" or "+" or "[::]" || IPAddress.TryParse(binding.Host, out var ip) && ip.Equals(IPAddress.Any) ? "localhost" : binding.Host;
        return $"{binding.Scheme}://{name}:{binding.Port}{tenant.PathPrefix}/";
    }

    private string? Public() =>
        tenant.Settings.Get<SiteSettings>("site").BaseUrl is { Length: > 0 } url ? $"{url.TrimEnd('/')}{tenant.PathPrefix}/" : null;
}
