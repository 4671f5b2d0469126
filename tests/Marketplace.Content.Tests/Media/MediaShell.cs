using Marketplace.Content.Media;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Media;

/// <summary>The library alone, with the columns of content items that it reads.</summary>
internal sealed class MediaShell : IAsyncDisposable
{
    private const string Who = "usr_olga";

    private MediaShell(TestShell shell) => Shell = shell;

    public TestShell Shell { get; }

    public static async Task<MediaShell> CreateAsync(DatabaseKind kind) => new(await TestShell.CreateAsync(kind, new MediaOnly()));

    public T Get<T>()
        where T : notnull => Shell.Get<T>();

    public Task<TakeFileResult> TakeAsync(string name, byte[] bytes, string folder = "", string? alt = null) =>
        Get<TakeFile>().ExecuteAsync(new NewFile(name, new MemoryStream(bytes), folder, alt, Who), default);

    public async Task<MediaFile> AddAsync(string name, byte[] bytes, string folder = "", string? alt = null) =>
        Assert.IsType<TakeFileResult.Taken>(await TakeAsync(name, bytes, folder, alt)).File;

    public Task<ChangeFileResult> TryChangeAsync(MediaFile file, FileChange change) =>
        Get<ChangeFile>().ExecuteAsync(file.Id, file.EditVersion, change, Who, default);

    public async Task<MediaFile> ChangeAsync(MediaFile file, FileChange change) =>
        Assert.IsType<ChangeFileResult.Changed>(await TryChangeAsync(file, change)).File;

    public Task<ReplaceFileResult> TryReplaceAsync(MediaFile file, string name, byte[] bytes) =>
        Get<ReplaceFile>().ExecuteAsync(file.Id, file.Hash, name, new MemoryStream(bytes), Who, default);

    public async Task<MediaFile> ReplaceAsync(MediaFile file, string name, byte[] bytes) =>
        Assert.IsType<ReplaceFileResult.Replaced>(await TryReplaceAsync(file, name, bytes)).File;

    public Task WriteItemAsync(string id, string title, string language, string body, bool isTrashed = false, string fields = "{}") =>
        Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into content_items (id, title, language, body, fields, trashed_at)
                values (@id, @title, @language, @body, @fields, @trashed)
                """,
                new { id, title, language, body, fields, trashed = isTrashed ? Shell.Time.GetUtcNow() : (DateTimeOffset?)null }),
            default);

    /// <summary>What readers see of an item.</summary>
    public Task WritePublishedAsync(string id, string body, string fields) => Shell.Database.InTransactionAsync(
        db => db.ExecuteAsync(
            "insert into content_published (item_id, body, fields) values (@id, @body, @fields)", new { id, body, fields }),
        default);

    public ValueTask DisposeAsync() => Shell.DisposeAsync();

    private sealed class MediaOnly : StartupBase
    {
        public override void ConfigureServices(IServiceCollection services) => services.AddMedia().AddDataMigration<Items>();
    }

    [StoredName("Marketplace.Content.Tests.Media.Items")]
    private sealed class Items : DataMigration
    {
        public override async Task<int> CreateAsync(UnitOfWork db)
        {
            await db.ExecuteAsync(
                """
                create table content_items (
                  id text primary key, title text not null, language text not null, body text not null, fields text not null,
                  trashed_at timestamptz);
                create table content_published (item_id text primary key, body text not null, fields text not null);
                """);
            return 1;
        }
    }
}
