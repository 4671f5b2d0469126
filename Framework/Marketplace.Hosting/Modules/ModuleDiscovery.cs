using System.Reflection;
using System.Runtime.Loader;
using Marketplace.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyModel;

namespace Marketplace.Hosting;

/// <summary>
/// Finds the assemblies that are modules: those the host was built with, and those whose files the setting <c>Marketplace:Modules</c> lists.
/// </summary>
internal static class ModuleDiscovery
{
    /// <exception cref="StartupException">A listed file is missing, is no assembly or no module.</exception>
    public static IReadOnlyList<Assembly> FindModules(IConfiguration configuration)
    {
        var built = (DependencyContext.Default?.RuntimeLibraries ?? [])
            .Where(x => x.Dependencies.Any(d => string.Equals(d.Name, "Marketplace.Abstractions", StringComparison.Ordinal)))
            .Select(x => TryLoad(x.Name))
            .OfType<Assembly>()
            .Where(x => x.IsDefined(typeof(ModuleAttribute)));
        var listed = (configuration.GetSection("Marketplace:Modules").Get<string[]>() ?? []).Select(LoadFile);
        return [.. built.Concat(listed).Distinct()];
    }

    public static IEnumerable<FeatureDescriptor> ReadFeatures(IEnumerable<Assembly> modules) =>
        modules.SelectMany(x => FeatureDescriptor.Read(x, x.GetCustomAttribute<ModuleAttribute>()!));

    private static Assembly? TryLoad(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            // A library of another name than its assembly: a module's two names are the same by convention of the SDK, a theme's are not.
            return LoadFromApplicationFolder(name);
        }
    }

    private static Assembly? LoadFromApplicationFolder(string project)
    {
        var file = DependencyContext.Default!.RuntimeLibraries.First(x => string.Equals(x.Name, project, StringComparison.Ordinal))
            .RuntimeAssemblyGroups.SelectMany(x => x.AssetPaths).FirstOrDefault();
        return file is null ? null : Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(file)));
    }

    private static Assembly LoadFile(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(full);
            return assembly.IsDefined(typeof(ModuleAttribute))
                ? assembly
                : throw new StartupException($"Marketplace:Modules lists '{path}', which is no module: give it an [assembly: Module(…)] attribute or remove it from the list.");
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new StartupException($"Marketplace:Modules lists '{path}', which cannot be loaded ({e.Message}): correct the path or remove it from the list.", e);
        }
    }
}
