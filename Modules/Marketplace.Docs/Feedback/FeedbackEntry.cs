namespace Marketplace.Docs.Feedback;

/// <summary>What a reader said of a page.</summary>
/// <param name="Title">Of the page at that time.</param>
/// <param name="PageChangedAt">Which version of the page they read.</param>
/// <param name="Comment">Null where they wrote none.</param>
/// <param name="DoneAt">Null while editors have not dealt with it.</param>
internal sealed record FeedbackEntry(
    string Id, string GroupId, string Language, string Title, DateTimeOffset PageChangedAt, bool IsHelpful, string? Comment,
    DateTimeOffset At, DateTimeOffset? DoneAt, string? DoneBy)
{
    public const string Prefix = "dfb";
}

/// <summary>How many found a page helpful.</summary>
/// <remarks>Without a constructor: SQLite knows no type of a calculated column while there is no row.</remarks>
internal sealed record FeedbackFigure
{
    public required string GroupId { get; init; }

    /// <summary>Of the page; one of those that it had.</summary>
    public required string Title { get; init; }

    public required int Yes { get; init; }

    public required int No { get; init; }

    public required int OpenComments { get; init; }

    public int Votes => Yes + No;

    /// <summary>Of a hundred readers who said something.</summary>
    public int Percent => Votes == 0 ? 0 : (int)Math.Round(100m * Yes / Votes, MidpointRounding.AwayFromZero);
}
