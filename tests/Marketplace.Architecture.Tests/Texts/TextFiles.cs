using System.Collections.Concurrent;
using System.Xml.Linq;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>The files <c>Texts.fr.resx</c> and <c>Texts.de.resx</c> beside the project files.</summary>
internal static class TextFiles
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Key, string Text)>> Read = new(StringComparer.Ordinal);

    /// <summary>Names of the assemblies that may have texts.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Repository.Projects.Where(x => x.Room is "Framework" or "Modules" or "Themes").Select(x => x.AssemblyName)];

    public static IReadOnlyDictionary<string, string> Of(string project, string language) =>
        Entries(project, language).DistinctBy(x => x.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(x => x.Key, x => x.Text, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> KeysInOrder(string project, string language) =>
        [.. Entries(project, language).Select(x => x.Key)];

    private static IReadOnlyList<(string Key, string Text)> Entries(string project, string language)
    {
        var folder = Repository.Projects.Single(x => x.Room is not "tests" && x.AssemblyName == project).Folder;
        return Read.GetOrAdd(Path.Combine(Repository.Root, folder, $"Texts.{language}.resx"), static x => Load(x));
    }

    private static IReadOnlyList<(string Key, string Text)> Load(string path) =>
        !File.Exists(path)
            ? []
            : [.. XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!.Elements("data")
                .Select(x => ((string)x.Attribute("name")!, (string?)x.Element("value") ?? ""))
                .Where(x => x.Item2.Length > 0)];
}
