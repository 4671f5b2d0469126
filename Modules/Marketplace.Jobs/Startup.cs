using Marketplace.Data;
using Marketplace.Jobs.Claims;
using Marketplace.Jobs.History;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Overview;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Running;
using Marketplace.Jobs.Storage;
using Marketplace.Jobs.TakeOver;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Jobs;

/// <summary>What every tenant gets: a queue, its history and the page that shows both.</summary>
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section);
        services
            .AddDataMigration<Migrations>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddSingleton<INavigationProvider, AdminMenu>()
            .AddSingleton<JobQueue>()
            .AddSingleton<IJobQueue>(shell => shell.GetRequiredService<JobQueue>())
            .AddToZone<FailedJobsViewComponent>(Zones.AdminAttention, order: 20, Permissions.ManageJobs)
            .AddSingleton<QueuedJobs>()
            .AddSingleton<DecideOnJob>()
            .AddSingleton<RecurringTasks>()
            .AddSingleton<TaskClaims>()
            .AddSingleton<ScheduleInWords>()
            .AddSingleton<JobRuns>()
            .AddScoped<JobRunner>()
            .AddScoped<QueuedRun>()
            .AddScoped<TaskRun>()
            .AddSingleton<WaitingRows>()
            .AddSingleton<DecideOnEvents>()
            .AddSingleton<IAuditActs, JobActs>()
            .AddSingleton<OutboxPump>()
            .AddSingleton<ITenantEvents>(shell => shell.GetRequiredService<OutboxPump>())
            .AddBackgroundTask<OutboxRelayTask>()
            .AddBackgroundTask<FindForgottenJobs>()
            .AddBackgroundTask<HousekeepingTask>();
    }
}

/// <summary>The one job server of the process, and the store that all processes share.</summary>
public sealed class JobsHost : HostStartupBase
{
    public override void ConfigureHost(IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).Validate(
            x => x.ClaimTime > TimeSpan.Zero && x.ClaimTime <= JobsOptions.LongestClaim,
            $"{JobsOptions.Section}:{nameof(JobsOptions.ClaimTime)} must be more than nothing and at most a minute.");
        services
            .AddLogging(logging => logging.AddFilter("Hangfire", LogLevel.Warning))
            .AddSingleton<JobStore>()
            .AddSingleton<HangfireLog>()
            .AddSingleton<IHostJobs, HostJobs>()
            .AddSingleton<QuartzLeftovers>()
            .AddSingleton<RunningHere>()
            .AddSingleton<RecurringTick>()
            .AddSingleton<StoredSchedules>()
            .AddSingleton<RecurringSchedules>()
            .AddSingleton<JobServer>()
            .AddHostedService(host => host.GetRequiredService<JobServer>());
    }
}
