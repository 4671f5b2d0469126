using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Abstractions;

/// <summary>A tenant's settings: one JSON object per section, for example <c>credits</c> or <c>theme</c>. Immutable.</summary>
public sealed class TenantSettings(JsonObject sections)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The section, or a new <typeparamref name="T"/> with its defaults where nothing is stored.</summary>
    /// <exception cref="JsonException">The stored section does not fit <typeparamref name="T"/>.</exception>
    public T Get<T>(string section)
        where T : class, new() =>
        sections[section] is { } node ? node.Deserialize<T>(Json) ?? new T() : new T();

    public string ToJson() => sections.ToJsonString(Json);

    public TenantSettings With<T>(string section, T value)
    {
        var copy = (JsonObject)sections.DeepClone();
        copy[section] = JsonSerializer.SerializeToNode(value, Json);
        return new TenantSettings(copy);
    }

    public static TenantSettings Parse(string json) => new(JsonNode.Parse(json)?.AsObject() ?? []);
}

/// <summary>The section <c>site</c>: what every theme shows.</summary>
public sealed record SiteSettings
{
    /// <summary>One sentence of what is sold.</summary>
    public string Tagline { get; init; } = "";

    /// <summary>
    /// Absolute address for links in mails, for example <c>https://shop.example</c>; else the first host name stands for it.
    /// </summary>
    public string? BaseUrl { get; init; }

    /// <summary>Ids of the themes for customers and for the admin portal.</summary>
    public string Theme { get; init; } = "Canopy";

    public string AdminTheme { get; init; } = "Console";

    /// <summary>Accent colours as <c>#rrggbb</c>, for the light and the dark look.</summary>
    public string Accent { get; init; } = "#0f766e";

    public string AccentDark { get; init; } = "#2dd4bf";

    /// <summary>Name of a bootstrap icon that stands beside the tenant's name.</summary>
    public string Icon { get; init; } = "hexagon-half";

    /// <summary>The site's own language, two letters; see <see cref="SiteLanguages"/>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Further languages that readers may choose.</summary>
    public string[] Languages { get; init; } = [];
}
