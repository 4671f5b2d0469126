using System.Globalization;
using System.Reflection;

namespace Marketplace.Jobs.Recurring;

/// <summary>A recurring task of a tenant, as it is scheduled.</summary>
internal sealed record RecurringTask(string Type, string Title, string Description, string Schedule, bool WakesTenant, int Retries)
{
    private const string Sleeps = "sleeps";

    /// <summary>Kept with the stored schedule: it differs exactly when the schedule must be replaced.</summary>
    public string Signature => string.Create(CultureInfo.InvariantCulture, $"{Schedule}|{(WakesTenant ? "wakes" : Sleeps)}|{Retries}");

    public static bool SleepsWithTenant(string? signature) => signature?.Contains($"|{Sleeps}|", StringComparison.Ordinal) == true;

    /// <exception cref="InvalidOperationException">The class has no <see cref="BackgroundTaskAttribute"/>.</exception>
    public static RecurringTask From(BackgroundTaskRegistration registration)
    {
        var attribute = registration.TaskType.GetCustomAttribute<BackgroundTaskAttribute>()
            ?? throw new InvalidOperationException($"{registration.TaskType.Name} needs a [BackgroundTask(…)] attribute to be scheduled.");
        return new(registration.Name, attribute.Title, attribute.Description, attribute.Schedule, attribute.WakesTenant, attribute.Retries);
    }
}
