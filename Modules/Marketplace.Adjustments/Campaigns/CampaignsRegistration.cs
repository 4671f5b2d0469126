using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Campaigns;

internal static class CampaignsRegistration
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddDataMigration<CampaignMigrations>()
        .AddScoped<ReadAudience>()
        .AddSingleton<CreateCampaign>()
        .AddScoped<StartCampaign>()
        .AddScoped<ChangeCampaign>()
        .AddScoped<LeaveOut>()
        .AddApprovalKind<CampaignApproval>()
        .AddSingleton<IAuditActs, CampaignActs>()
        .AddSingleton<ListCampaigns>()
        .AddSingleton<CampaignTexts>()
        .AddEventHandler<CampaignStarted, QueueCampaign>()
        .AddScoped<GiveRecipient>()
        .AddJob<GiveCampaignCredits, CampaignStarted>()
        .AddEventHandler<UserEmailConfirmed, GiveAfterConfirmation>()
        .AddBackgroundTask<SweepUnconfirmedRecipients>();
}
