namespace Marketplace.TfpMigration.Sources;

/// <summary>A folder with old user files.</summary>
/// <param name="Files">How many <c>.json</c> files lie in it.</param>
internal sealed record SourceFolder(string Name, string Path, int Files);

/// <summary>
/// The folders that the admin portal may read: those directly below <c>tfp-users</c> in the tenant's data folder. A name leads to a folder
/// only if it is one of them, so no name leads anywhere else; links to other places are left out.
/// </summary>
internal sealed class SourceFolders(ITenant tenant, TimeProvider time)
{
    private const string UploadPrefix = "upload";

    public string Root { get; } = Path.Combine(tenant.DataFolder, "tfp-users");

    public IReadOnlyList<SourceFolder> List() =>
        Directory.Exists(Root)
            ? [.. new DirectoryInfo(Root).EnumerateDirectories()
                .Where(x => x.LinkTarget is null)
                .OrderBy(x => x.Name, StringComparer.Ordinal)
                .Select(x => new SourceFolder(x.Name, x.FullName, x.EnumerateFiles("*.json").Count()))]
            : [];

    public SourceFolder? Find(string? name) => List().FirstOrDefault(x => string.Equals(x.Name, name, StringComparison.Ordinal));

    /// <summary>A new folder for an upload.</summary>
    public SourceFolder Create()
    {
        var name = PrefixedId.New(UploadPrefix, time);
        return new SourceFolder(name, Directory.CreateDirectory(Path.Combine(Root, name)).FullName, 0);
    }

    /// <summary>Removes an upload that nobody needs any more. A folder that people put there stays.</summary>
    public void Forget(string name)
    {
        if (PrefixedId.IsWellFormed(UploadPrefix, name) && Find(name) is { } folder)
            Directory.Delete(folder.Path, recursive: true);
    }
}
