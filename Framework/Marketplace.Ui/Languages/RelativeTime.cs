using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>How long ago something was, how soon it comes, and how long it lasts, in words.</summary>
public sealed class RelativeTime(IStringLocalizer<UiTexts> text)
{
    private static readonly TimeSpan AlmostNow = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan DayByDay = TimeSpan.FromDays(30);

    /// <returns>For example <c>3 minutes ago</c>, <c>tomorrow</c>; the date where it is further away than a month.</returns>
    public string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var gap = (now - at).Duration();
        if (gap < AlmostNow)
            return text["now"];
        if (gap >= DayByDay)
            return at.UtcDateTime.InWords("d MMM yyyy");
        return at < now ? Past(gap, now.UtcDateTime.Date - at.UtcDateTime.Date) : Future(gap, at.UtcDateTime.Date - now.UtcDateTime.Date);
    }

    /// <returns>In its largest unit, for example <c>2 hours</c>.</returns>
    public string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 14 } => text["{0} weeks", Whole(length.TotalDays / 7)],
        { TotalDays: >= 7 } => text["1 week"],
        { TotalDays: >= 2 } => text["{0} days", Whole(length.TotalDays)],
        { TotalDays: >= 1 } => text["1 day"],
        { TotalHours: >= 2 } => text["{0} hours", Whole(length.TotalHours)],
        { TotalHours: >= 1 } => text["1 hour"],
        { TotalMinutes: >= 2 } => text["{0} minutes", Whole(length.TotalMinutes)],
        { TotalMinutes: >= 1 } => text["1 minute"],
        { TotalSeconds: >= 1 and < 2 } => text["1 second"],
        _ => text["{0} seconds", Whole(length.TotalSeconds)],
    };

    private string Past(TimeSpan gap, TimeSpan days) => gap switch
    {
        { TotalMinutes: < 1 } => text["{0} seconds ago", Whole(gap.TotalSeconds)],
        { TotalMinutes: < 2 } => text["a minute ago"],
        { TotalHours: < 1 } => text["{0} minutes ago", Whole(gap.TotalMinutes)],
        { TotalMinutes: < 90 } => text["an hour ago"],
        { TotalDays: < 1 } => text["{0} hours ago", Whole(gap.TotalHours)],
        { TotalDays: < 2 } => text["yesterday"],
        _ => text["{0} days ago", Whole(days.TotalDays)],
    };

    private string Future(TimeSpan gap, TimeSpan days) => gap switch
    {
        { TotalMinutes: < 1 } => text["{0} seconds from now", Whole(gap.TotalSeconds)],
        { TotalMinutes: < 2 } => text["a minute from now"],
        { TotalHours: < 1 } => text["{0} minutes from now", Whole(gap.TotalMinutes)],
        { TotalMinutes: < 90 } => text["an hour from now"],
        { TotalDays: < 1 } => text["{0} hours from now", Whole(gap.TotalHours)],
        { TotalDays: < 2 } => text["tomorrow"],
        _ => text["{0} days from now", Whole(days.TotalDays)],
    };

    private static int Whole(double number) => (int)number;
}
