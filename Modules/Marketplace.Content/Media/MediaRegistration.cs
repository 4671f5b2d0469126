using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Media;

internal static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services) =>
        services
            .AddDataMigration<MediaTables>()
            .AddSingleton<MediaIndex>()
            .AddSingleton<IMediaFacts>(x => x.GetRequiredService<MediaIndex>())
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
            .AddSingleton<IMediaFiles, MediaFiles>()
            .AddScoped<INavigationProvider, MediaMenu>();
}
