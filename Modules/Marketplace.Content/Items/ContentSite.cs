namespace Marketplace.Content.Items;

/// <summary>What content needs of the settings section <c>site</c>.</summary>
internal sealed record ContentSite
{
    public const string Section = "site";

    /// <summary>The tenant's own language, two letters.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Further ones that texts may be written in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>An IANA name, for example <c>Europe/Berlin</c>: in it times are typed and shown.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The own one first.</summary>
    public IReadOnlyList<string> AllLanguages => [Language, .. Languages.Where(x => x != Language).Distinct(StringComparer.Ordinal)];

    public static ContentSite Of(ITenant tenant) => tenant.Settings.Get<ContentSite>(Section);
}
