using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Editing;

internal static class EditingRegistration
{
    internal static IServiceCollection AddEditing(this IServiceCollection services) =>
        services
            .AddSingleton<ItemRows>()
            .AddSingleton<ContentWriter>();
}
