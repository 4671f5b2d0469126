using Marketplace.Notifications.Mails;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Notifications.MailFiles;

/// <summary>
/// Where no mail server is set: each mail is a file <c>{AppData}/mail/{tenant}/{id}.eml</c>, which any mail program opens. Ids sort by
/// time.
/// </summary>
internal sealed class MailFileTransport(IConfiguration configuration, ITenant tenant) : IMailTransport
{
    public async Task SendAsync(ComposedMail mail, CancellationToken cancellationToken)
    {
        var appData = configuration["Marketplace:AppData"]
            ?? throw new MailException("There is no folder for mails: Marketplace:AppData is not set.");
        var folder = Directory.CreateDirectory(Path.Combine(appData, "mail", tenant.Name)).FullName;
        var path = Path.Combine(folder, mail.Id + ".eml");
        // Whoever watches the folder sees whole mails only.
        var partial = path + ".partial";
        await mail.Message.WriteToAsync(MailFormat.Options, partial, cancellationToken);
        // A mail that is sent again after a crash replaces itself.
        File.Move(partial, path, overwrite: true);
    }
}
