using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>Writes to a customer whose credits ran low, unless they have more again by now.</summary>
internal sealed class MailCreditsRanLow(
    IWallet wallet, ITenant tenant, CreditUnit unit, IMailSender mails, IStringLocalizer<MailCreditsRanLow> text, IUserDirectory? users = null) : IEventHandler<CreditsRanLow>
{
    public async Task HandleAsync(CreditsRanLow @event, string eventId, CancellationToken cancellationToken)
    {
        var user = users is null ? null : await users.FindAsync(@event.UserId, cancellationToken);
        var balance = (await wallet.GetBalanceAsync(@event.UserId, cancellationToken)).Available;
        if (user is null || balance >= @event.Threshold)
            return;
        var lines = new List<string>
        {
            text["Hello {0}, your credits are down to {1}, below the {2} at which you asked to be told.", user.Name, unit.Format(balance), unit.Format(@event.Threshold)],
            text["What runs on credits stops when there are none left. Buy more in your wallet in time."],
        };
        var paragraphs = string.Concat(lines.Select(x => $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(x)}</p>\n"));
        var footnote = text["You get this mail once each time your credits fall below that amount. Change the amount, or switch the notice off, on the page of your wallet."];
        await mails.SendAsync(
            new Mail(user.Email, text["Your credits are running low: {0} left", unit.Format(balance)], $"{paragraphs}{Link()}<p style=\"margin:0;font-size:14px;color:#5b6069\">{WebUtility.HtmlEncode(footnote)}</p>"),
            cancellationToken);
    }

    /// <summary>Only where the settings say which address the tenant has: a mail is not sent from within a request.</summary>
    private string Link()
    {
        if (tenant.Settings.Get<SiteSettings>("site").BaseUrl is not { Length: > 0 } baseUrl)
            return "";
        var root = baseUrl.TrimEnd('/');
        var address = (root.EndsWith(tenant.PathPrefix, StringComparison.OrdinalIgnoreCase) ? root : root + tenant.PathPrefix) + "/dashboard/wallet";
        return $"<p style=\"margin:0 0 16px\"><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(text["Open your wallet"])}</a></p>\n";
    }
}
