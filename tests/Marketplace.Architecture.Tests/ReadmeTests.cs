using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>Each module says on one page what it is for and where to look, and the page names nothing that is not there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly IReadOnlyList<(ProjectFile Module, string Text)> Readmes =
    [
        .. from project in Repository.Projects
           where project.Room is "Modules"
           let file = Path.Combine(Repository.Root, project.Folder, "README.md")
           where File.Exists(file)
           select (project, File.ReadAllText(file)),
    ];

    [Fact]
    public void Every_module_has_one() =>
        Findings.None(
            "A README.md stands beside every module's manifest:",
            Repository.Projects.Where(x => x.Room is "Modules").Select(x => x.Name).Except(Readmes.Select(x => x.Module.Name)));

    [Fact]
    public void The_page_on_architecture_names_every_project_that_runs()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        Findings.None(
            "docs/architecture.md names every project of Framework/ and Modules/:",
            from project in Repository.Projects
            where project.Room is "Framework" or "Modules"
            let mention = project.Room is "Modules" ? $"(../{project.Folder}/README.md)" : $"`{project.Name}`"
            where !text.Contains(mention, StringComparison.Ordinal)
            select project.Name);
    }

    [Fact]
    public void It_names_every_room() =>
        Findings.None(
            "The README.md of a module names each of its folders, as `Folder/`:",
            from readme in Readmes
            from room in RoomsOf(readme.Module)
            where !readme.Text.Contains($"`{room}/`", StringComparison.Ordinal)
            select $"{readme.Module.Name}: {room}");

    [Fact]
    public void It_names_no_folder_that_is_not_there() =>
        Findings.None(
            "Folders that a README.md names exist:",
            from readme in Readmes
            from folder in FoldersIn(readme.Text)
            where !Repository.Files.Any(x => x.IsIn($"{readme.Module.Folder}/{folder}"))
            select $"{readme.Module.Name}: {folder}");

    [Fact]
    public void It_names_no_type_that_is_not_there()
    {
        var known = Repository.Files.Where(x => x.Path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(x => Words().Matches(x.Text).Select(y => y.Value)).ToHashSet(StringComparer.Ordinal);
        Findings.None(
            "What looks like a type in a README.md is a word of the sources:",
            from readme in Readmes
            from name in TypesIn(readme.Text)
            where !known.Contains(name)
            select $"{readme.Module.Name}: {name}");
    }

    private static IEnumerable<string> RoomsOf(ProjectFile module) =>
        Repository.Files.Where(x => x.IsIn(module.Folder)).Select(x => x.Path[(module.Folder.Length + 1)..].Split('/'))
            .Where(x => x.Length > 1).Select(x => x[0]).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> FoldersIn(string text) =>
        Folders().Matches(text).Select(x => x.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> TypesIn(string text) =>
        Code().Matches(text).SelectMany(x => Types().Matches(x.Value)).Select(x => x.Value).Distinct(StringComparer.Ordinal);

    /// <summary>In backticks, with a slash at the end and none at the beginning.</summary>
    [GeneratedRegex("`(?<name>[A-Za-z][A-Za-z/]*)/`", RegexOptions.None, 1000)]
    private static partial Regex Folders();

    /// <summary>In backticks on one line, or a drawing.</summary>
    [GeneratedRegex("(?<!`)`[^`\n]+`|^```mermaid$[^`]+", RegexOptions.Multiline, 1000)]
    private static partial Regex Code();

    /// <summary>Two humps at least: <c>PlaceOrder</c> or <c>ILedger</c>, but not a word of plain text.</summary>
    [GeneratedRegex(@"(?<![\w/.-])[A-Z][a-z0-9]*[A-Z]\w*(?![\w/])", RegexOptions.None, 1000)]
    private static partial Regex Types();

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.None, 5000)]
    private static partial Regex Words();
}
