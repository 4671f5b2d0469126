using System.Text.RegularExpressions;
using Marketplace.Abstractions;

namespace Marketplace.Hosting;

/// <summary>A tenant's row in the host database.</summary>
internal sealed partial record TenantRecord
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

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
        if (!NamePattern().IsMatch(Name))
            throw new RecipeException($"The tenant name '{Name}' must be 2 to 31 lower-case letters, digits or hyphens and begin with a letter.");
        if (PathPrefix.Length > 0 && !PrefixPattern().IsMatch(PathPrefix))
            throw new RecipeException($"The path prefix '{PathPrefix}' of tenant '{Name}' must be empty, or a slash and one segment of letters, digits or hyphens.");
        if (Hosts.FirstOrDefault(x => !HostPattern().IsMatch(x)) is { } host)
            throw new RecipeException($"The host name '{host}' of tenant '{Name}' must be a plain host name such as shop.example, without scheme or path.");
        if (string.IsNullOrWhiteSpace(DisplayName))
            throw new RecipeException($"The tenant '{Name}' needs a display name.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,30}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^/[A-Za-z0-9-]{1,60}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrefixPattern();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:\d{1,5})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPattern();
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
