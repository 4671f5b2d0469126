using System.Xml.Linq;

namespace Marketplace.Architecture.Tests;

/// <summary>A file of the repository, its path relative to the root with forward slashes.</summary>
internal sealed record SourceFile(string Path, string FullPath)
{
    public string Text => File.ReadAllText(FullPath);

    public IReadOnlyList<string> Lines => File.ReadAllLines(FullPath);

    public bool IsIn(params string[] folders) => folders.Any(x => Path.StartsWith(x + "/", StringComparison.Ordinal));
}

/// <param name="Room">First folder of its path, for example <c>Modules</c>.</param>
internal sealed record ProjectFile(string Name, string Room, string Folder, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string AssemblyName => Room is "Themes" ? "Marketplace.Themes." + Name : Name;
}

internal static class Repository
{
    private static readonly string[] Generated = ["bin", "obj", "node_modules", "lib", "artifacts", "App_Data", ".git"];

    public static readonly string Root = FindRoot();

    public static readonly IReadOnlyList<SourceFile> Files =
        [.. List(new DirectoryInfo(Root)).Select(x => new SourceFile(Path.GetRelativePath(Root, x.FullName).Replace('\\', '/'), x.FullName))
            .OrderBy(x => x.Path, StringComparer.Ordinal)];

    public static readonly IReadOnlyList<ProjectFile> Projects =
        [.. Files.Where(x => x.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(ReadProject)];

    /// <summary>What runs in production.</summary>
    public static IEnumerable<SourceFile> Product(params string[] extensions) =>
        Files.Where(
            x => x.IsIn("Framework", "Modules", "Themes", "Marketplace.Web")
                && extensions.Contains(Path.GetExtension(x.Path), StringComparer.Ordinal));

    private static ProjectFile ReadProject(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        IReadOnlyList<string> Includes(string element) =>
            [.. xml.Descendants(element).Select(x => (string?)x.Attribute("Include")).OfType<string>()];
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(file.Path),
            file.Path.Split('/')[0],
            Path.GetDirectoryName(file.Path)!.Replace('\\', '/'),
            [.. Includes("ProjectReference").Select(x => Path.GetFileNameWithoutExtension(x.Replace('\\', '/')))],
            Includes("PackageReference"));
    }

    private static IEnumerable<FileInfo> List(DirectoryInfo folder) =>
        folder.EnumerateFiles()
            .Concat(folder.EnumerateDirectories().Where(x => !Generated.Contains(x.Name, StringComparer.Ordinal)).SelectMany(List));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Marketplace.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No Marketplace.slnx above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
