namespace Marketplace.Content.Legal;

/// <summary>New terms apply from a day on: whoever accepted older ones is told, some at a time.</summary>
/// <param name="AppliesAt">UTC.</param>
/// <param name="After">The last user who was told; empty begins.</param>
[Event("content.terms-announced")]
internal sealed record TermsAnnounced(string ItemId, int Version, DateTimeOffset AppliesAt, string After);

/// <summary>Somebody accepted a version: its text is mailed to them.</summary>
[Event("content.terms-decided")]
internal sealed record TermsDecided(string DecisionId);
