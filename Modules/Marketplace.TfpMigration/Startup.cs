using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.TfpMigration.Approvals;
using Marketplace.TfpMigration.Notices;
using Marketplace.TfpMigration.Report;
using Marketplace.TfpMigration.Runs;
using Marketplace.TfpMigration.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TfpMigration;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddDataMigration<TfpTables>()
        .AddScoped<RunRequests>()
        .AddScoped<BeginRun>()
        .AddScoped<DiscardRun>()
        .AddScoped<OwnWallet>()
        .AddApprovalKind<RunApproval>()
        .AddEventHandler<RunApproved, QueueApprovedRun>()
        .AddScoped<StageFile>()
        .AddScoped<SetOutUsers>()
        .AddScoped<CheckRun>()
        .AddScoped<BringOver>()
        .AddScoped<BringOverSettings>()
        .AddToZone<MigratedServicesViewComponent>(Zones.DashboardOverview, order: 25)
        .AddScoped<ApplyRun>()
        .AddScoped<TakeBack>()
        .AddScoped<RollBackRun>()
        .AddScoped<ContinueRun>()
        .AddSingleton<RunProgress>()
        .AddJob<TfpRunJob, TfpRunJob.Payload>()
        .AddScoped<BringOverLatecomers>()
        .AddEventHandler<UserCreated, BringOverLatecomers>()
        .AddEventHandler<UserEmailConfirmed, BringOverLatecomers>()
        .AddBackgroundTask<SweepLatecomers>()
        .AddScoped<FindingText>()
        .AddScoped<StateNames>()
        .AddScoped<ReadRunTotals>()
        .AddScoped<RunReport>()
        .AddScoped<RolloutPhases>()
        .AddSingleton<IAuditActs, TfpActs>()
        .AddScoped<SourceFolders>()
        .AddScoped<TakeUpload>()
        .AddScoped<IRecipeStepHandler, SampleFilesStep>()
        .AddTenantCommand<MigrateTfpCommand>()
        .AddScoped<MigrationNotices>()
        .AddSingleton<INotificationKinds, MigrationNotifications>()
        .AddToZone<MigrationNoticeViewComponent>(Zones.WalletNotice, order: 10)
        .AddEventHandler<CustomerMigrated, TellOfMigration>()
        .AddEventHandler<CustomerMigrationRolledBack, TellOfMigration>()
        .AddSingleton<IPermissionProvider, Permissions>()
        .AddScoped<INavigationProvider, TfpMenu>();
}
