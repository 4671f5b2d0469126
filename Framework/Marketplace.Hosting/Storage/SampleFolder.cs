namespace Marketplace.Hosting.Storage;

/// <summary>
/// Makes the data folder from the samples, or fills it where it is empty, on the first start, whole or not at all. Of several processes
/// that start on one folder at once, one does it and the others wait.
/// </summary>
internal static class SampleFolder
{
    private const string Making = ".samples.new";
    private const string Made = ".samples";
    private const string Turn = ".samples.turn";

    /// <summary>What a folder may hold and still be empty.</summary>
    private static readonly string[] Nothing = [Making, Turn, "lost+found"];

    /// <param name="sample">Null where the program has none: the folder then stays empty.</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static async Task PrepareAsync(string folder, string? sample, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            // Its parent may be read-only where the folder is there, so the turn is only taken beside it where it is not.
            Directory.CreateDirectory(Path.GetDirectoryName(Trimmed(folder))!);
            await FileTurn.TakeAsync(Trimmed(folder) + ".turn", () => Create(folder, sample), cancellationToken);
        }

        if (sample is not null && NeedsFilling(folder))
            await FileTurn.TakeAsync(Path.Combine(folder, Turn), () => Fill(folder, sample), cancellationToken);
    }

    private static void Create(string folder, string? sample)
    {
        if (Directory.Exists(folder))
            return;
        var making = Trimmed(folder) + ".new";
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
        if (!NeedsFilling(folder))
            return;
        var (making, made) = (Path.Combine(folder, Making), Path.Combine(folder, Made));
        if (!Directory.Exists(made))
        {
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
            Copy(sample, making);
            Directory.Move(making, made);
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(made).ToList())
            Directory.Move(entry, Path.Combine(folder, Path.GetFileName(entry)));
        Directory.Delete(made);
    }

    private static bool NeedsFilling(string folder) =>
        Directory.Exists(Path.Combine(folder, Made))
        || Directory.EnumerateFileSystemEntries(folder).All(x => Nothing.Contains(Path.GetFileName(x), StringComparer.Ordinal));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Trimmed(string folder) => folder.TrimEnd(Path.DirectorySeparatorChar);
}
