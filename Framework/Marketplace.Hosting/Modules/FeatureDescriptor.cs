using System.Reflection;
using Marketplace.Abstractions;

namespace Marketplace.Hosting.Modules;

/// <summary>A feature as its manifest describes it, with the startups bound to it.</summary>
internal sealed record FeatureDescriptor
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Category { get; init; }

    public required IReadOnlyList<string> Dependencies { get; init; }

    public required Assembly Assembly { get; init; }

    public required string ModuleId { get; init; }

    /// <inheritdoc cref="ModuleAttribute.FormerIds"/>
    public IReadOnlyList<string> FormerIds { get; init; } = [];

    /// <inheritdoc cref="ModuleAttribute.SplitFrom"/>
    public string? SplitFrom { get; init; }

    public bool DefaultTenantOnly { get; init; }

    public bool DevelopmentOnly { get; init; }

    public bool IsAlwaysEnabled { get; init; }

    public bool IsTheme { get; init; }

    public required IReadOnlyList<Type> Startups { get; init; }

    /// <summary>A module's own feature first, then those that its assembly marks with <see cref="FeatureAttribute"/>.</summary>
    public static IEnumerable<FeatureDescriptor> Read(Assembly assembly, ModuleAttribute module)
    {
        var startups = assembly.GetTypes().Where(x => x is { IsAbstract: false } && x.IsSubclassOf(typeof(StartupBase)))
            .ToLookup(x => FeatureOf(x, module.Id), StringComparer.Ordinal);
        yield return new FeatureDescriptor
        {
            Id = module.Id,
            Name = module.Name,
            Description = module.Description,
            Category = module.Category,
            Dependencies = module.Dependencies,
            Assembly = assembly,
            ModuleId = module.Id,
            FormerIds = module.FormerIds,
            SplitFrom = module.SplitFrom,
            DefaultTenantOnly = module.DefaultTenantOnly,
            DevelopmentOnly = module.DevelopmentOnly,
            IsAlwaysEnabled = module.IsAlwaysEnabled,
            IsTheme = module is ThemeAttribute,
            Startups = [.. startups[module.Id]],
        };
        foreach (var feature in assembly.GetCustomAttributes<FeatureAttribute>())
        {
            yield return new FeatureDescriptor
            {
                Id = feature.Id,
                Name = feature.Name ?? feature.Id,
                Description = feature.Description,
                Category = feature.Category ?? module.Category,
                Dependencies = [module.Id, .. feature.Dependencies],
                Assembly = assembly,
                ModuleId = module.Id,
                DefaultTenantOnly = feature.DefaultTenantOnly || module.DefaultTenantOnly,
                DevelopmentOnly = feature.DevelopmentOnly || module.DevelopmentOnly,
                Startups = [.. startups[feature.Id]],
            };
        }
    }

    /// <summary>The feature that a startup, a migration or a page model belongs to.</summary>
    public static string FeatureOf(Type type, string moduleId) => type.GetCustomAttribute<FeatureAttribute>()?.Id ?? moduleId;
}
