using System.Reflection;
using Cronos;

namespace Marketplace.Jobs.Recurring;

/// <summary>A recurring task of a tenant, as it is scheduled.</summary>
/// <param name="Schedule">Five cron fields, UTC.</param>
internal sealed record RecurringTask(string Type, string Title, string Description, string Schedule, bool WakesTenant, int Retries)
{
    /// <exception cref="InvalidOperationException">The class has no <see cref="BackgroundTaskAttribute"/>.</exception>
    public static RecurringTask From(BackgroundTaskRegistration registration)
    {
        var attribute = registration.TaskType.GetCustomAttribute<BackgroundTaskAttribute>()
            ?? throw new InvalidOperationException($"{registration.TaskType.Name} needs a [BackgroundTask(…)] attribute to be scheduled.");
        return new(registration.Name, attribute.Title, attribute.Description, attribute.Schedule, attribute.WakesTenant, attribute.Retries);
    }

    /// <returns>The next time after <paramref name="now"/>; null where there is none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset now) =>
        CronExpression.Parse(Schedule).GetNextOccurrence(now, TimeZoneInfo.Utc);

    /// <returns>The last time it is due from <paramref name="due"/>, which is one, to <paramref name="now"/>.</returns>
    public DateTimeOffset LastDue(DateTimeOffset due, DateTimeOffset now) =>
        CronExpression.Parse(Schedule).GetOccurrences(due, now, TimeZoneInfo.Utc, fromInclusive: true, toInclusive: true)
            .LastOrDefault(due);
}
