using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.TfpMigration;

/// <summary>Tells customers by mail that their points became credits, or that this was taken back (acceptance S0-69).</summary>
internal sealed class SendMigrationMail(IUserDirectory users, IMailSender mails, CreditUnit unit, ITenant tenant, IStringLocalizer<SendMigrationMail> text)
    : IEventHandler<CustomerMigrated>, IEventHandler<CustomerMigrationRolledBack>
{
    public Task HandleAsync(CustomerMigrated @event, string eventId, CancellationToken cancellationToken) => SendAsync(
        @event.UserId,
        text["Your points are now credits"],
        [
            text["Your points are now credits: your balance with {0} became {1}.", tenant.DisplayName, unit.Format(@event.Balance)],
            text["Ten points became one dollar of credits. Nothing was lost, and there is nothing you need to do. Your wallet shows your earlier transactions in dollars, each with its original date."],
        ],
        cancellationToken);

    public Task HandleAsync(CustomerMigrationRolledBack @event, string eventId, CancellationToken cancellationToken) => SendAsync(
        @event.UserId,
        text["Your points are points again for now"],
        [
            text["We took the change of your points into credits back, and with it the {0} in your wallet with {1}.", unit.Format(@event.Balance), tenant.DisplayName],
            text["Your points are as they were. We will write to you when they become credits again. We are sorry for the back and forth."],
        ],
        cancellationToken);

    private async Task SendAsync(string userId, string subject, IReadOnlyList<string> paragraphs, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(userId, cancellationToken) is not { } user)
            return;
        var body = string.Concat(new[] { text["Hello {0},", user.Name].Value }.Concat(paragraphs).Select(x => $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(x)}</p>\n"));
        await mails.SendAsync(new Mail(user.Email, subject, body), cancellationToken);
    }
}
