using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Rendering;

internal static class RenderingRegistration
{
    public static IServiceCollection AddRendering(this IServiceCollection services) =>
        services.AddScoped<ITextRenderer, TextRenderer>().AddSingleton<UndescribedPictures>();
}
