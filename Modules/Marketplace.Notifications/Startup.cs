using Marketplace.Data;
using Marketplace.Notifications.Bell;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.MailFiles;
using Marketplace.Notifications.Mails;
using Marketplace.Notifications.Notices;
using Marketplace.Notifications.Preferences;
using Marketplace.Notifications.Smtp;
using Marketplace.Notifications.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(SmtpSettings.Read);
        services.AddSingleton<SmtpConnections>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<MailFileTransport>();
        services.AddSingleton<IMailTransport>(x =>
            x.GetRequiredService<SmtpSettings>().Host is null
                ? x.GetRequiredService<MailFileTransport>()
                : x.GetRequiredService<SmtpTransport>());
        services.AddSingleton<MailComposer>();
        services.AddSingleton<IMailSender, MailSender>();
        services
            .AddDataMigration<NoticeTables>()
            .AddSingleton<KindCatalogue>()
            .AddSingleton<IAuditActs, TemplateActs>()
            .AddSingleton<TemplateStore>()
            .AddSingleton<CheckTemplate>()
            .AddSingleton<PreviewTemplate>()
            .AddScoped<SendTestMail>()
            .AddSingleton<DeliveryTexts>()
            .AddSingleton<PreferenceStore>()
            .AddSingleton<INotifier, Notifier>()
            .AddSingleton<ReadNotices>()
            .AddSingleton<MarkRead>()
            .AddSingleton<TenantAddress>()
            .AddSingleton<NoticeMail>()
            .AddEventHandler<NoticeMailDue, SendNoticeMail>()
            .AddScoped<ListDeliveries>()
            .AddSingleton<RetryDelivery>()
            .AddSingleton<IPermissionProvider, Permissions>()
            .AddScoped<INavigationProvider, NotificationsMenu>()
            .AddToZone<BellViewComponent>(Zones.Navbar, order: 20)
            .AddToZone<BellViewComponent>(Zones.AdminNavbar, order: 20)
            .AddToZone<GivenUpMailsViewComponent>(Zones.AdminAttention, order: 40, Permissions.ViewDeliveries);
    }
}

/// <summary>One mail server for all tenants: what is wrong with its settings is the host's to mend.</summary>
public sealed class NotificationsHost : HostStartupBase
{
    public override void CheckSettings(IConfiguration configuration)
    {
        if (SmtpSettings.Read(configuration).Problem is { } problem)
            throw new StartupException(problem);
    }
}
