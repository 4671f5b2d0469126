using Marketplace.Abstractions;

namespace Marketplace.Hosting.Tenants;

/// <summary>A tenant's row in the host database.</summary>
internal sealed record TenantRecord
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>In the form of <see cref="HostName"/>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>In the form of <see cref="Abstractions.PathPrefix"/>.</summary>
    public string PathPrefix { get; init; } = "";

    public bool IsDefault { get; init; }

    public TenantState State { get; init; }

    /// <summary>What was asked for; dependencies are added when a shell is built.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The features with a <see cref="ModuleAttribute.SplitFrom"/> that were considered for this tenant already.</summary>
    public IReadOnlyList<string> Splits { get; init; } = [];

    public required TenantSettings Settings { get; init; }

    /// <summary>A PostgreSQL connection string of the tenant's own, encrypted; null for the host's database.</summary>
    public string? ProtectedDatabase { get; init; }

    public long Version { get; init; }

    /// <exception cref="RecipeException">A sentence that says which field is wrong and why.</exception>
    public void Validate()
    {
        if (TenantName.Canonical(Name) != Name)
            throw new RecipeException(
                $"The tenant name '{Name}' must be 2 to 31 lower-case letters, digits or hyphens and begin with a letter.");
        if (Abstractions.PathPrefix.Canonical(PathPrefix) != PathPrefix)
            throw new RecipeException(
                $"The path prefix '{PathPrefix}' of tenant '{Name}' must be empty, or a slash and one segment of letters, digits or "
                + "hyphens.");
        if (Hosts.FirstOrDefault(x => HostName.Canonical(x) != x) is { } host)
            throw new RecipeException(
                $"The host name '{host}' of tenant '{Name}' must be a plain host name such as shop.example, without scheme or path.");
        if (string.IsNullOrWhiteSpace(DisplayName))
            throw new RecipeException($"The tenant '{Name}' needs a display name.");
        if (!NameRules.IsReadable(DisplayName))
            throw new RecipeException(
                $"The display name of the tenant '{Name}' must have characters that can be seen, and none that turn the direction of "
                + "writing.");
    }
}

/// <summary>The tenant as a shell's services see it.</summary>
internal sealed class Tenant(TenantRecord record, IReadOnlySet<string> features, string dataFolder) : ITenant
{
    public string Name => record.Name;

    public string DisplayName => record.DisplayName;

    public IReadOnlyList<string> Hosts => record.Hosts;

    public string PathPrefix => record.PathPrefix;

    public bool IsDefault => record.IsDefault;

    public long Version => record.Version;

    public IReadOnlySet<string> Features => features;

    public TenantSettings Settings => record.Settings;

    public string DataFolder { get; } = Directory.CreateDirectory(dataFolder).FullName;
}
