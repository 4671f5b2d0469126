using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Marketplace.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Modules;

/// <summary>
/// Finds the assemblies that are modules: those the host was built with, and those whose files the setting <c>Marketplace:Modules</c>
/// lists.
/// </summary>
internal static class ModuleDiscovery
{
    private const string Contract = "Marketplace.Abstractions";

    /// <exception cref="StartupException">A listed file is missing, is no assembly or no module.</exception>
    public static IReadOnlyList<Assembly> FindModules(IConfiguration configuration)
    {
        var built = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(x => x.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && RefersToContract(x))
            .Order(StringComparer.Ordinal)
            .Select(x => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(x))))
            .Where(x => x.IsDefined(typeof(ModuleAttribute)));
        var listed = (configuration.GetSection("Marketplace:Modules").Get<string[]>() ?? []).Select(LoadFile);
        return [.. built.Concat(listed).Distinct()];
    }

    public static IEnumerable<FeatureDescriptor> ReadFeatures(IEnumerable<Assembly> modules) =>
        modules.SelectMany(x => FeatureDescriptor.Read(x, x.GetCustomAttribute<ModuleAttribute>()!));

    /// <summary>Looks at the file's tables alone, so that libraries which are no modules are never loaded.</summary>
    private static bool RefersToContract(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences.Any(x => metadata.StringComparer.Equals(metadata.GetAssemblyReference(x).Name, Contract));
    }

    private static Assembly LoadFile(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(full);
            return assembly.IsDefined(typeof(ModuleAttribute))
                ? assembly
                : throw new StartupException(
                    $"Marketplace:Modules lists '{path}', which is no module: give it an [assembly: Module(…)] attribute or remove it "
                    + "from the list.");
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            throw new StartupException(
                $"Marketplace:Modules lists '{path}', which cannot be loaded ({e.Message}): correct the path or remove it from the list.",
                e);
        }
    }
}
