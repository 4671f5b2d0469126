using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Editing;

internal static class EditingRegistration
{
    public static IServiceCollection AddEditing(this IServiceCollection services) =>
        services
            .AddSingleton<ItemRows>()
            .AddSingleton<ContentWriter>()
            .AddSingleton<SaveDraft>()
            .AddSingleton<CreateItem>()
            .AddSingleton<RestoreVersion>()
            .AddSingleton<CompareVersions>()
            .AddSingleton<ReadSource>()
            .AddSingleton<ConfirmTranslation>()
            .AddSingleton<MoveInTree>()
            .AddSingleton<Trash>()
            .AddSingleton<BulkAct>()
            .AddSingleton<ILinkTargets, ItemLinkTargets>()
            .AddScoped<PreviewText>()
            .AddScoped<BlockMenu>()
            .AddScoped<EditorTexts>()
            .AddScoped<EditorConfig>();
}
