using Marketplace.Content.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Rendering;

internal static class RenderingRegistration
{
    public static IServiceCollection AddRendering(this IServiceCollection services)
    {
        services.TryAddScoped<IMediaFacts, NoMediaFacts>();
        services.TryAddScoped<ISnippets, NoSnippets>();
        return services.AddScoped<ITextRenderer, TextRenderer>();
    }
}
