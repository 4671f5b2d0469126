using System.Globalization;
using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>Confirms a transfer to whoever sent it. A handler of its own, so that trouble with one mail does not repeat the other.</summary>
internal sealed class TellSender(IUserDirectory users, IMailSender mails, CreditUnit unit, IStringLocalizer<TellSender> text) : IEventHandler<CreditsTransferred>
{
    public async Task HandleAsync(CreditsTransferred @event, string eventId, CancellationToken cancellationToken)
    {
        if (await TransferMail.ReadAsync(users, @event, cancellationToken) is not var (sender, recipient))
            return;
        var amount = unit.Format(@event.Amount);
        await mails.SendAsync(
            TransferMail.Compose(
                sender.Email,
                text["You sent {0}", amount],
                text["You sent {0} to {1}. They can be spent there at once.", amount, recipient.Email],
                @event.Note.Length > 0 ? text["Your note: {0}", @event.Note].Value : null,
                text["If it was not you, change your password and write to us at once. The transaction is {0}.", @event.TransactionId]),
            cancellationToken);
    }
}

/// <summary>Tells the recipient of a transfer.</summary>
internal sealed class TellRecipient(IUserDirectory users, IMailSender mails, CreditUnit unit, IStringLocalizer<TellRecipient> text) : IEventHandler<CreditsTransferred>
{
    public async Task HandleAsync(CreditsTransferred @event, string eventId, CancellationToken cancellationToken)
    {
        if (await TransferMail.ReadAsync(users, @event, cancellationToken) is not var (sender, recipient))
            return;
        var amount = unit.Format(@event.Amount);
        await mails.SendAsync(
            TransferMail.Compose(
                recipient.Email,
                text["You received {0}", amount],
                text["{0} sent you {1}. The credits are in your wallet.", sender.Email, amount],
                @event.Note.Length > 0 ? text["Their note: {0}", @event.Note].Value : null,
                text["You need not do anything. The transaction is {0}.", @event.TransactionId]),
            cancellationToken);
    }
}

internal static class TransferMail
{
    /// <returns>Null where one of the two is gone.</returns>
    public static async Task<(UserSummary Sender, UserSummary Recipient)?> ReadAsync(IUserDirectory users, CreditsTransferred transfer, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(transfer.Culture);
        var both = await users.FindManyAsync([transfer.FromUserId, transfer.ToUserId], cancellationToken);
        return both.TryGetValue(transfer.FromUserId, out var sender) && both.TryGetValue(transfer.ToUserId, out var recipient) ? (sender, recipient) : null;
    }

    public static Mail Compose(string to, string subject, string message, string? note, string footnote)
    {
        var paragraphs = note is null ? [message] : new[] { message, note };
        var body = string.Concat(paragraphs.Select(x => $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(x)}</p>\n"));
        return new Mail(to, subject, $"{body}<p style=\"margin:0;font-size:14px;color:#5b6069\">{WebUtility.HtmlEncode(footnote)}</p>");
    }
}
