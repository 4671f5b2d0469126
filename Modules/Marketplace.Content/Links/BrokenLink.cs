namespace Marketplace.Content.Links;

/// <summary>Why a link does not lead where it should.</summary>
internal enum BrokenReason
{
    /// <summary>Nothing answers there.</summary>
    Missing,

    /// <summary>The page is there, the place on it is not.</summary>
    Anchor,

    /// <summary>There is no such picture or file.</summary>
    Media,

    /// <summary>It was deleted.</summary>
    Gone,

    /// <summary>It works by a redirect; the text should name the new address.</summary>
    Moved,
}

/// <param name="Place">The item's id, or <c>menu/main/en</c>.</param>
/// <param name="Target">As written.</param>
/// <param name="Address">Where readers find the text; null where it has none.</param>
/// <param name="Words">Of the link.</param>
/// <param name="Better">Where it leads now, for <see cref="BrokenReason.Moved"/>.</param>
internal sealed record BrokenLink(
    string Place, string Target, string Language, string Title, string? Address, string Words, BrokenReason Reason, string? Better)
{
    public const string MenuPlace = "menu/";
}

/// <param name="Texts">How many were read.</param>
/// <param name="Links">How many of them stay on this site.</param>
internal sealed record LinkCheck(long Stamp, int Texts, int Links, DateTimeOffset At);
