namespace Marketplace.Benchmarks.Hosts;

internal static class SourceFolders
{
    public static string Root { get; } = Find();

    public static string Web => Path.Combine(Root, "Marketplace.Web");

    public static string Sample => Path.Combine(Root, "App_Data.sample");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Marketplace.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Run the benchmarks from the sources: Marketplace.slnx was not found above the program.");
    }
}
