using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Forwarding;

internal static class ForwardingRegistration
{
    internal static IServiceCollection AddForwarding(this IServiceCollection services) => services.AddSingleton<EditRedirects>();
}
