using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>A room is a folder is a namespace.</summary>
public sealed partial class NamespaceTests
{
    /// <summary>
    /// One public namespace each, whatever folders they have: they are what modules and tests are written against, and
    /// <c>using Marketplace.Abstractions</c> is one line instead of nineteen. Their folders are still held apart by
    /// <see cref="RoomTests"/>.
    /// </summary>
    private static readonly Dictionary<string, string> Contracts = new(StringComparer.Ordinal)
    {
        ["Framework/Marketplace.Abstractions"] = "Marketplace.Abstractions",
        ["Framework/Marketplace.Data"] = "Marketplace.Data",
        ["Framework/Marketplace.Ui"] = "Marketplace.Ui",
        ["Framework/Marketplace.Pdf"] = "Marketplace.Pdf",
        ["tests/Marketplace.Testing"] = "Marketplace.Testing",
        ["tests/Marketplace.Testing.Web"] = "Marketplace.Testing",
        ["tests/Marketplace.Testing.Payments"] = "Marketplace.Testing",
        ["tests/Marketplace.Testing.Credits"] = "Marketplace.Testing",
    };

    [Fact]
    public void A_file_s_namespace_is_its_folder() =>
        Findings.None(
            "Namespaces follow the folders:",
            from project in Repository.Projects
            where project.Room is "Framework" or "Modules" or "Themes" or "tests"
            from file in Repository.Files
            where file.IsIn(project.Folder) && file.Path.EndsWith(".cs", StringComparison.Ordinal)
            let declared = Declared().Match(file.Text)
            where declared.Success && declared.Groups["name"].Value != Of(project, file)
            select $"{file.Path}: {declared.Groups["name"].Value} is not {Of(project, file)}");

    private static string Of(ProjectFile project, SourceFile file)
    {
        if (Contracts.TryGetValue(project.Folder, out var contract))
            return contract;
        var folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/')[project.Folder.Length..];
        return project.AssemblyName + folder.Replace('/', '.');
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Declared();
}
