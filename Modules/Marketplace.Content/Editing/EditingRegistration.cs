using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Editing;

internal static class EditingRegistration
{
    public static IServiceCollection AddEditing(this IServiceCollection services)
    {
        services.TryAddSingleton<ILinkTargets, ItemLinkTargets>();
        return services
            .AddScoped<PreviewText>()
            .AddScoped<BlockMenu>()
            .AddScoped<EditorTexts>()
            .AddScoped<EditorConfig>();
    }
}
