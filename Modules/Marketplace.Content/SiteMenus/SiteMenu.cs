namespace Marketplace.Content.SiteMenus;

/// <summary>A menu in one language, as editors wrote it.</summary>
/// <param name="Version">Grows by one with each save; 0: nobody wrote it yet.</param>
/// <param name="Entries">In reading order: those of the second level behind the one they belong to.</param>
internal sealed record SiteMenu(string Menu, string Language, int Version, IReadOnlyList<SiteMenuEntry> Entries)
{
    public const string Main = "main";
    public const string Footer = "footer";

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Main, Footer];
}

/// <param name="IsBelow">It belongs to the last entry before it that is not below another.</param>
/// <param name="GroupId">The text it leads to, wherever that moves; null where it leads to an address that is none of ours.</param>
/// <param name="Address">As it was written; empty: a heading for what is below it.</param>
internal sealed record SiteMenuEntry(string Label, bool IsBelow, string? GroupId, string Address);
