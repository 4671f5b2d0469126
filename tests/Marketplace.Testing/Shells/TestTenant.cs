using System.Text.Json.Nodes;

namespace Marketplace.Testing;

/// <summary>A tenant that a test arranges.</summary>
public sealed class TestTenant : ITenant
{
    public string Name { get; set; } = "test";

    public string DisplayName { get; set; } = "Test";

    public IReadOnlyList<string> Hosts { get; set; } = [];

    public string PathPrefix { get; set; } = "";

    public bool IsDefault { get; set; } = true;

    public long Version { get; set; } = 1;

    public IReadOnlySet<string> Features { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    public TenantSettings Settings { get; set; } = new([]);

    public required string DataFolder { get; init; }

    /// <summary>Replaces one section of the settings.</summary>
    public void Set<T>(string section, T value)
    {
        Settings = Settings.With(section, value);
        Version++;
    }

    /// <summary>Replaces all settings by <c>{"section":{…}}</c>.</summary>
    public void SetJson(string json) => Settings = new TenantSettings(JsonNode.Parse(json)!.AsObject());
}
