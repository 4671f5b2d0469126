namespace Marketplace.Content.Items;

/// <summary>A kind of text that editors keep, declared by a module.</summary>
/// <param name="Name">Stored; lower-case letters and <c>-</c>; never changes.</param>
/// <param name="Title">Localized, for one: "Documentation page".</param>
public sealed record ContentKind(string Name, string Title)
{
    /// <summary>
    /// What every address of the kind begins with: <c>""</c> or for example <c>/docs</c>. Null: these have no address of their own.
    /// </summary>
    public string? Root { get; init; } = "";

    /// <summary>Items have a parent and a place among their sisters.</summary>
    public bool IsTree { get; init; }

    /// <summary>Items have a place among each other that editors choose, and no parent.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Another module's pages answer below <see cref="Root"/>; the module Content does not serve these.</summary>
    public bool IsServedElsewhere { get; init; }

    public IReadOnlyList<ContentField> Fields { get; init; } = [];
}

/// <param name="Name">Stored; lower-case letters and <c>-</c>.</param>
/// <param name="Label">Localized.</param>
/// <param name="Type">How it is edited.</param>
public sealed record ContentField(string Name, string Label, ContentFieldType Type, string? Help = null, int MaxLength = 200)
{
    /// <summary>The name of another field: a time here must be later than the one there.</summary>
    public string? After { get; init; }
}

public enum ContentFieldType
{
    Text = 0,
    LongText = 1,
    Icon = 2,
    Address = 3,
    YesNo = 4,
    /// <summary>Kept as it is typed, for example <c>2026-11-21T18:00</c>: it means that time in the tenant's time zone.</summary>
    Time = 5,
    Picture = 6,
}

/// <summary>A module's kinds, in the language of the request.</summary>
public interface IContentKinds
{
    IEnumerable<ContentKind> GetKinds();
}
