using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(SmtpSettings.Read);
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<MailFileTransport>();
        services.AddSingleton<IMailTransport>(x =>
            x.GetRequiredService<SmtpSettings>().Host is null ? x.GetRequiredService<MailFileTransport>() : x.GetRequiredService<SmtpTransport>());
        services.AddSingleton<MailComposer>();
        services.AddSingleton<IMailSender, MailSender>();
    }
}
