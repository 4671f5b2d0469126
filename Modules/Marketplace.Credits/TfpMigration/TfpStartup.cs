using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.TfpMigration;

[Feature(TfpFeature.Id)]
public sealed class TfpStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddDataMigration<TfpTables>()
        .AddScoped<Runs>()
        .AddScoped<StageFile>()
        .AddScoped<SetOutUsers>()
        .AddScoped<CheckRun>()
        .AddScoped<BringOver>()
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
        .AddSingleton<IPermissionProvider, TfpPermissions>()
        .AddScoped<INavigationProvider, TfpMenu>();
}
