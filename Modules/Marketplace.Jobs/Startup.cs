using Marketplace.Data;
using Marketplace.Jobs.History;
using Marketplace.Jobs.Outbox;
using Marketplace.Jobs.Overview;
using Marketplace.Jobs.Queue;
using Marketplace.Jobs.Recurring;
using Marketplace.Jobs.Scheduling;
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
            .AddSingleton<IJobQueue, JobQueue>()
            .AddToZone<FailedJobsViewComponent>(Zones.AdminAttention, order: 20, Permissions.ManageJobs)
            .AddSingleton<QueuedJobs>()
            .AddSingleton<DecideOnJob>()
            .AddSingleton<RecurringTasks>()
            .AddSingleton<ScheduleInWords>()
            .AddSingleton<JobRuns>()
            .AddScoped<JobRunner>()
            .AddSingleton<WaitingRows>()
            .AddSingleton<DecideOnEvents>()
            .AddSingleton<IAuditActs, JobActs>()
            .AddSingleton<OutboxPump>()
            .AddSingleton<ITenantEvents>(shell => shell.GetRequiredService<OutboxPump>())
            .AddBackgroundTask<OutboxRelayTask>()
            .AddBackgroundTask<HousekeepingTask>();
    }
}

/// <summary>The one scheduler of the process.</summary>
public sealed class JobsHost : HostStartupBase
{
    public override void ConfigureHost(IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section);
        services
            .AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning))
            .AddSingleton<JobScheduler>()
            .AddSingleton<RecurringSchedules>()
            .AddHostedService<SchedulerService>();
    }
}
