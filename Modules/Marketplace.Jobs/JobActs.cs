using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Jobs;

/// <summary>What is written down of people who decide over background work that did not go well.</summary>
internal sealed class JobActs(IStringLocalizer<JobActs> text) : IAuditActs
{
    public const string JobRetried = "jobs.job-retried";
    public const string JobDiscarded = "jobs.job-discarded";
    public const string EventsDelivered = "jobs.events-delivered";
    public const string EventsDiscarded = "jobs.events-discarded";
    public const string EventsForgotten = "jobs.events-forgotten";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(JobRetried, text["Failed job tried again"]), new(JobDiscarded, text["Failed job discarded"]),
        new(EventsDelivered, text["Waiting events delivered again"]), new(EventsDiscarded, text["Events that were given up discarded"]),
        new(EventsForgotten, text["Waiting events forgotten"]),
    ];

    /// <param name="record">The job's or the handler's name.</param>
    public static AuditEntry Of(string act, string record, string? before = null) =>
        new(act, record) { Before = before, Link = "~/admin/jobs" };
}
