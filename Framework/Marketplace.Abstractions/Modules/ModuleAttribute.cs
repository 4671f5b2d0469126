namespace Marketplace.Abstractions;

/// <summary>Marks an assembly as a module. A module without <see cref="FeatureAttribute"/>s is one feature of the same id.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class ModuleAttribute : Attribute
{
    /// <summary>Unique id; by convention the assembly's name, for example <c>Marketplace.Credits</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Heading under which <c>/admin/features</c> lists it.</summary>
    public string Category { get; init; } = "Other";

    /// <summary>Ids of the features that must be enabled with this one. A missing or circular dependency stops the start.</summary>
    public string[] Dependencies { get; init; } = [];

    /// <summary>Ids that this feature had before. Tenants, recipes and other modules' manifests that name one mean this feature.</summary>
    public string[] FormerIds { get; init; } = [];

    /// <summary>
    /// The feature that this one was a part of before it became a module. Every tenant that has that one on gets this one on too, once, at
    /// the first start that knows both, so that nothing stops working; it can be switched off afterwards.
    /// </summary>
    public string? SplitFrom { get; init; }

    /// <summary>Only the default tenant may enable it: it sees the whole host.</summary>
    public bool DefaultTenantOnly { get; init; }

    /// <summary>Refused outside Development, for example a payment sandbox.</summary>
    public bool DevelopmentOnly { get; init; }

    /// <summary>Enabled on every tenant and never switched off.</summary>
    public bool IsAlwaysEnabled { get; init; }
}

/// <summary>Marks an assembly as a theme: a module of layouts, partial overrides and styles under <c>/Themes/{Id}/</c>.</summary>
public sealed class ThemeAttribute : ModuleAttribute;

/// <summary>
/// On an assembly: a further feature of the module, enabled and disabled on its own.
/// On a startup or a page model: binds it to that feature; without it, it belongs to the module's own id.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, AllowMultiple = true)]
public sealed class FeatureAttribute(string id) : Attribute
{
    public string Id { get; } = id;

    /// <summary>Falls back to the id.</summary>
    public string? Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Falls back to the module's category.</summary>
    public string? Category { get; init; }

    /// <summary>In addition to the module itself, which every further feature needs.</summary>
    public string[] Dependencies { get; init; } = [];

    public bool DefaultTenantOnly { get; init; }

    /// <summary>Refused in every environment but Development, for example a payment sandbox.</summary>
    public bool DevelopmentOnly { get; init; }
}

/// <summary>The startup runs only where all of these features are enabled too: the way to write an optional integration.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireFeaturesAttribute(params string[] featureIds) : Attribute
{
    public IReadOnlyList<string> FeatureIds { get; } = featureIds;
}
