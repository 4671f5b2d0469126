using System.Reflection;

namespace Marketplace.Architecture.Tests;

/// <summary>Who may refer to whom.</summary>
public sealed class FloorTests
{
    private static readonly HashSet<string> ModuleNames = [.. Repository.Projects.Where(x => x.Room is "Modules").Select(x => x.Name)];

    [Fact]
    public void The_framework_knows_no_module_and_no_theme() =>
        Findings.None(
            "Framework projects refer to Framework projects only:",
            from project in Repository.Projects
            where project.Room is "Framework"
            from reference in project.Projects
            where Repository.Projects.Single(x => x.Name == reference).Room is not "Framework"
            select $"{project.Name} refers to {reference}");

    [Fact]
    public void A_module_refers_only_to_modules_that_its_manifest_names() =>
        Findings.None(
            "A module's project references are dependencies of its manifest:",
            from module in Assemblies.Modules
            let project = Repository.Projects.Single(x => x.AssemblyName == module.Assembly.GetName().Name)
            from reference in project.Projects.Where(ModuleNames.Contains)
            where !Assemblies.DependenciesOf(module.Assembly).Select(ModuleOf).Contains(reference, StringComparer.Ordinal)
            select $"{project.Name} refers to {reference}, which its Manifest.cs does not name");

    [Fact]
    public void Every_dependency_exists()
    {
        var features = Assemblies.Modules
            .SelectMany(x => x.Assembly.GetCustomAttributes<FeatureAttribute>().Select(y => y.Id).Append(x.Module.Id))
            .ToHashSet(StringComparer.Ordinal);
        Findings.None(
            "Manifests name features that exist:",
            from module in Assemblies.Modules
            from dependency in Assemblies.DependenciesOf(module.Assembly)
            where !features.Contains(dependency)
            select $"{module.Module.Id} depends on {dependency}");
    }

    [Fact]
    public void A_module_is_named_as_its_project() =>
        Findings.None(
            "A module's id is its project's name:",
            from module in Assemblies.Modules
            let name = module.Assembly.GetName().Name!.Replace("Marketplace.Themes.", "", StringComparison.Ordinal)
            where module.Module.Id != name
            select $"{name} calls itself {module.Module.Id}");

    [Fact]
    public void Every_module_and_theme_has_a_manifest() =>
        Findings.None(
            "Projects in Modules/ and Themes/ carry [assembly: Module] or [assembly: Theme]:",
            from project in Repository.Projects
            where project.Room is "Modules" or "Themes"
            where Assemblies.Modules.All(x => x.Assembly.GetName().Name != project.AssemblyName)
            select project.Name);

    [Fact]
    public void References_between_projects_form_no_circle() =>
        Findings.None(
            "Project references form no circle:",
            Circles(
                Repository.Projects.Where(x => x.Room is not "tests")
                    .ToDictionary(x => x.Name, x => x.Projects.Where(y => y != "*"), StringComparer.Ordinal)));

    [Fact]
    public void Dependencies_between_features_form_no_circle()
    {
        var graph = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal);
        foreach (var (assembly, module) in Assemblies.Modules)
        {
            graph.Add(module.Id, module.Dependencies);
            foreach (var feature in assembly.GetCustomAttributes<FeatureAttribute>().Where(x => x.Id != module.Id))
                graph.Add(feature.Id, feature.Dependencies.Append(module.Id));
        }

        Findings.None("Feature dependencies form no circle:", Circles(graph));
    }

    /// <summary>The module that brings a feature: <c>Marketplace.Tenants.Directory</c> comes with <c>Marketplace.Tenants</c>.</summary>
    private static string ModuleOf(string feature) =>
        Assemblies.Modules.Where(
            x => x.Module.Id == feature || x.Assembly.GetCustomAttributes<FeatureAttribute>().Any(y => y.Id == feature))
            .Select(x => x.Module.Id).FirstOrDefault(feature);

    private static IEnumerable<string> Circles(Dictionary<string, IEnumerable<string>> graph)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        var circles = new List<string>();

        void Visit(string node)
        {
            if (path.Contains(node, StringComparer.Ordinal))
            {
                circles.Add(string.Join(" → ", path.SkipWhile(x => x != node).Append(node)));
                return;
            }

            if (done.Contains(node) || !graph.TryGetValue(node, out var next))
                return;
            path.Add(node);
            foreach (var other in next)
                Visit(other);
            path.RemoveAt(path.Count - 1);
            done.Add(node);
        }

        foreach (var node in graph.Keys)
            Visit(node);
        return circles;
    }
}
