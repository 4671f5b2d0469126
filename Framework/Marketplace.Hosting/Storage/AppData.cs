using Marketplace.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Storage;

/// <summary>The data folder, which <see cref="SampleFolder"/> makes on the first start.</summary>
internal sealed class AppData : IDisposable
{
    public const string Setting = "Marketplace:AppData";

    private FileStream? _lock;

    private AppData(string folder) => Folder = folder;

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    public string TenantFolder(string tenant) => Path.Combine(Folder, "tenants", tenant);

    /// <param name="exclusive">On SQLite one process owns the folder.</param>
    /// <exception cref="StartupException">The folder cannot be made, written or locked.</exception>
    public static async Task<AppData> PrepareAsync(
        IConfiguration configuration, string contentRoot, bool exclusive, CancellationToken cancellationToken)
    {
        var sample = FindSample(contentRoot);
        var folder = Path.GetFullPath(configuration[Setting] is { Length: > 0 } set
            ? set
            : Path.Combine(sample is null ? contentRoot : Path.GetDirectoryName(sample)!, "App_Data"));
        try
        {
            await SampleFolder.PrepareAsync(folder, sample, cancellationToken);
            // A name of its own: other processes may try at the same moment.
            var probe = Path.Combine(folder, ".writable-" + Guid.NewGuid().ToString("N"));
            await File.WriteAllTextAsync(probe, "", cancellationToken);
            File.Delete(probe);
            var appData = new AppData(folder);
            if (exclusive)
                appData.Lock();
            return appData;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder '{folder}' cannot be written ({e.Message.TrimEnd('.')}): give this user write access, or set "
                + $"{Setting} to another folder.", e);
        }
    }

    /// <summary>Beside the solution when run from its sources, beside the program when published.</summary>
    private static string? FindSample(string contentRoot) =>
        new[] { contentRoot, Path.Combine(contentRoot, ".."), AppContext.BaseDirectory }
            .Select(x => Path.GetFullPath(Path.Combine(x, "App_Data.sample")))
            .FirstOrDefault(Directory.Exists);

    private void Lock()
    {
        try
        {
            _lock = new FileStream(Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StartupException(
                $"The data folder '{Folder}' is in use by another process: stop that one, set {AppData.Setting} to another folder, or set "
                + "Marketplace:Database so that several processes can share a PostgreSQL database.", e);
        }
    }

    public void Dispose() => _lock?.Dispose();
}
