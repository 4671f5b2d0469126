using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Content.Media;

internal static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        // Tests put a shelf of their own in their place.
        services.TryAddSingleton<IMediaFacts>(x => x.GetRequiredService<MediaIndex>());
        services.TryAddSingleton<IMediaFiles, MediaFiles>();
        return services
            .AddDataMigration<MediaTables>()
            .AddSingleton<MediaIndex>()
            .AddSingleton<MediaCopies>()
            .AddSingleton<FilePreparation>()
            .AddSingleton<MediaStore>()
            .AddSingleton<MediaFolders>()
            .AddSingleton<TakeFile>()
            .AddSingleton<ReplaceFile>()
            .AddSingleton<ChangeFile>()
            .AddSingleton<DeleteFile>()
            .AddSingleton<FileUses>()
            .AddSingleton<IMediaUses, ContentItemUses>()
            .AddSingleton<MediaSentences>()
            .AddScoped<INavigationProvider, MediaMenu>();
    }
}
