namespace Marketplace.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void The_solution_lists_every_project_once()
    {
        var solution = File.ReadAllLines(Path.Combine(Repository.Root, "Marketplace.slnx"));
        Findings.None(
            "Marketplace.slnx lists every project once:",
            from project in Repository.Projects
            let times = solution.Count(x => x.Contains($"\"{project.Folder}/{project.Name}.csproj\"", StringComparison.Ordinal))
            where times != 1
            select $"{project.Folder}/{project.Name}.csproj: {times}");
    }

    [Fact]
    public void Package_versions_stand_in_one_place() =>
        Findings.None(
            "Versions belong in Directory.Packages.props:",
            from file in Repository.Files
            where file.Path.EndsWith(".csproj", StringComparison.Ordinal) && file.Text.Contains("Version=\"", StringComparison.Ordinal)
            select file.Path);

    [Fact]
    public void No_test_is_switched_off() =>
        Findings.None(
            "Tests run, or are gone:",
            from file in Repository.Files
            where file.IsIn("tests") && file.Path.EndsWith(".cs", StringComparison.Ordinal)
                && !file.IsIn("tests/Marketplace.Architecture.Tests")
            from line in file.Lines
            where line.Contains("Skip = ", StringComparison.Ordinal) || line.Contains("Assert.Skip", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}");
}
