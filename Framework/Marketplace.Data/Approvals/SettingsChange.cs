using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>What changes in a section of the settings, and how it was when it was asked for: the payload of a request.</summary>
/// <param name="Before"><see cref="RecordVersion"/> of the members that change; null in requests of older versions.</param>
/// <param name="Changes">The members that change.</param>
internal sealed record SettingsChange(string? Before, JsonObject Changes)
{
    private const string BeforeName = "before";
    private const string ChangesName = "changes";

    public static SettingsChange Of<T>(T before, T after)
    {
        var (old, fresh) = (ToJson(before), ToJson(after));
        var changed = new JsonObject();
        foreach (var name in old.Select(x => x.Key).Union(fresh.Select(x => x.Key), StringComparer.Ordinal))
        {
            if (!JsonNode.DeepEquals(old[name], fresh[name]))
                changed[name] = fresh[name]?.DeepClone();
        }

        return new SettingsChange(VersionOf(old, changed), changed);
    }

    public static SettingsChange Parse(string payload)
    {
        var json = JsonNode.Parse(payload)!.AsObject();
        return json is { Count: 2 } && json[BeforeName] is JsonValue before && json[ChangesName] is JsonObject changes
            ? new SettingsChange(before.GetValue<string>(), (JsonObject)changes.DeepClone())
            : new SettingsChange(Before: null, json);
    }

    public string ToPayload() =>
        new JsonObject { [BeforeName] = Before, [ChangesName] = Changes.DeepClone() }.ToJsonString(TenantSettings.Json);

    /// <summary>Changes the members and leaves the others; not where somebody else changed one of them since it was asked for.</summary>
    public SettingsMerge ApplyTo<T>(TenantSettings settings, string section)
        where T : class, new()
    {
        var stored = ToJson(settings.Get<T>(section));
        if (Changes.All(x => JsonNode.DeepEquals(stored[x.Key], x.Value)))
            return new SettingsMerge.AlreadyThere();
        if (Before is not null && Before != VersionOf(stored, Changes))
            return new SettingsMerge.Outdated();
        foreach (var (name, value) in Changes)
            stored[name] = value?.DeepClone();
        return new SettingsMerge.Changed(settings.With(section, stored));
    }

    private static string VersionOf(JsonObject section, JsonObject changes)
    {
        var touched = new JsonObject();
        foreach (var name in changes.Select(x => x.Key))
            touched[name] = section[name]?.DeepClone();
        return RecordVersion.Of(touched);
    }

    private static JsonObject ToJson<T>(T section) => JsonSerializer.SerializeToNode(section, TenantSettings.Json)!.AsObject();
}

/// <summary>What became of an approved change where it met the settings as they are stored.</summary>
public abstract record SettingsMerge
{
    private SettingsMerge()
    {
    }

    public sealed record Changed(TenantSettings Settings) : SettingsMerge;

    /// <summary>It was done before, or somebody set the same.</summary>
    public sealed record AlreadyThere : SettingsMerge;

    /// <summary>Somebody changed the same since it was asked for: what two people agreed to is not true any more.</summary>
    public sealed record Outdated : SettingsMerge;
}
