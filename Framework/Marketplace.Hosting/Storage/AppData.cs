using Marketplace.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Storage;

/// <summary>
/// The data folder. It is made from the sample folder, or filled from it where it is empty, on the first start, whole or not at all.
/// </summary>
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
    public static AppData Prepare(IConfiguration configuration, string contentRoot, bool exclusive)
    {
        var sample = FindSample(contentRoot);
        var folder = Path.GetFullPath(configuration[Setting] is { Length: > 0 } set
            ? set
            : Path.Combine(sample is null ? contentRoot : Path.GetDirectoryName(sample)!, "App_Data"));
        try
        {
            if (!Directory.Exists(folder))
                Create(folder, sample);
            else if (sample is not null)
                Fill(folder, sample);
            var probe = Path.Combine(folder, ".writable");
            File.WriteAllText(probe, "");
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

    private static void Create(string folder, string? sample)
    {
        var making = folder.TrimEnd(Path.DirectorySeparatorChar) + ".new";
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        Directory.CreateDirectory(making);
        if (sample is not null)
            Copy(sample, making);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(making, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Move(making, folder);
    }

    /// <summary>
    /// An empty folder, such as a new volume, gets the samples too. It may be impossible to replace, so they are laid beside its content
    /// first and moved out one by one: a start that is cut short goes on with that the next time.
    /// </summary>
    private static void Fill(string folder, string sample)
    {
        var (making, made) = (Path.Combine(folder, ".samples.new"), Path.Combine(folder, ".samples"));
        if (!Directory.Exists(made))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any(x => x != making && Path.GetFileName(x) != "lost+found"))
                return;
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
            Copy(sample, making);
            Directory.Move(making, made);
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(made).ToList())
            Directory.Move(entry, Path.Combine(folder, Path.GetFileName(entry)));
        Directory.Delete(made);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
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
