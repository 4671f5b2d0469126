using System.Net;
using Marketplace.Stripe.Account;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Marketplace.StripeSandbox.Keys;

/// <summary>Where this tenant answers on this very host: the sandbox is called, and calls back, over real HTTP.</summary>
internal sealed class SandboxAddress(IHostServices host, ITenant tenant)
{
    /// <summary>The tenant's root, with a slash at its end.</summary>
    /// <exception cref="InvalidOperationException">See <see cref="FindRoot"/>.</exception>
    public Uri Root => FindRoot() ?? throw new InvalidOperationException(
        "The Stripe sandbox does not know the address of this host: it is not listening yet, and the tenant's site has no base address.");

    public Uri Webhook => new(Root, StripeAccount.WebhookPath.TrimStart('/'));

    /// <summary>The tenant's own host name where it has one; the listening address alone would lead elsewhere.</summary>
    public string? HostHeader => tenant.Hosts.FirstOrDefault(x => !x.Contains('*', StringComparison.Ordinal));

    /// <returns>Null while the host listens nowhere and the site has no base address.</returns>
    public Uri? FindRoot() => (Listening() ?? Public()) is { } root ? new Uri(root) : null;

    private string? Listening()
    {
        var bindings = (host.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Select(BindingAddress.Parse)
            .Where(x => !x.IsUnixPipe && !x.IsNamedPipe)
            .ToList();
        if ((bindings.Find(x => x.Scheme == "http") ?? bindings.FirstOrDefault()) is not { } binding)
            return null;
        var isAny = binding.Host is "*" or "+" or "[::]" || (IPAddress.TryParse(binding.Host, out var ip) && ip.Equals(IPAddress.Any));
        return $"{binding.Scheme}://{(isAny ? "localhost" : binding.Host)}:{binding.Port}{tenant.PathPrefix}/";
    }

    private string? Public() => tenant.FindSiteRoot() is { } root ? root + "/" : null;
}
