using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs.Recurring;

/// <summary>Says a five-field cron expression in words; the rarer shapes are shown as they are.</summary>
internal sealed class ScheduleInWords(IStringLocalizer<ScheduleInWords> localizer)
{
    public string Describe(string cron)
    {
        if (cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var minute, var hour, var day, var month, var weekday])
            return cron;
        return (minute, hour, day, month, weekday) switch
        {
            ("*", "*", "*", "*", "*") => localizer["Every minute"],
            (_, "*", "*", "*", "*") when Step(minute) is { } minutes => localizer["Every {0} minutes", minutes],
            (_, "*", "*", "*", "*") when Number(minute) is { } at => localizer["Every hour, {0} minutes past", at],
            (_, _, "*", "*", "*") when Number(minute) is { } at && Step(hour) is { } hours =>
                localizer["Every {0} hours, {1} minutes past", hours, at],
            (_, _, "*", "*", "*") when Time(minute, hour) is { } time => localizer["Every day at {0} UTC", time],
            (_, _, "*", "*", _) when Time(minute, hour) is { } time && Number(weekday) is { } index and <= 7 =>
                localizer["Every {0} at {1} UTC", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)(index % 7)), time],
            (_, _, _, "*", "*") when Time(minute, hour) is { } time && Number(day) is { } date =>
                localizer["On day {0} of every month at {1} UTC", date, time],
            _ => localizer["{0} (cron, UTC)", cron],
        };
    }

    private static string? Time(string minute, string hour) =>
        Number(minute) is { } m and < 60 && Number(hour) is { } h and < 24
            ? new TimeOnly(h, m).ToString("HH:mm", CultureInfo.InvariantCulture)
            : null;

    private static int? Step(string field) => field.StartsWith("*/", StringComparison.Ordinal) ? Number(field[2..]) : null;

    private static int? Number(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
