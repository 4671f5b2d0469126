using System.Reflection;

namespace Marketplace.Architecture.Tests;

/// <summary>The product's assemblies, as built.</summary>
internal static class Assemblies
{
    public static readonly IReadOnlyList<Assembly> All =
        [.. Repository.Projects.Where(x => x.Room is "Framework" or "Modules" or "Themes").Select(x => Assembly.Load(x.AssemblyName))];

    public static IEnumerable<(Assembly Assembly, ModuleAttribute Module)> Modules =>
        from assembly in All
        let module = assembly.GetCustomAttribute<ModuleAttribute>()
        where module is not null
        select (assembly, module);

    /// <summary>Ids of the features a module's manifest depends on, for itself or for one of its further features.</summary>
    public static IEnumerable<string> DependenciesOf(Assembly assembly) =>
        assembly.GetCustomAttribute<ModuleAttribute>()!.Dependencies.Concat(
            assembly.GetCustomAttributes<FeatureAttribute>().SelectMany(x => x.Dependencies));
}
