using Microsoft.AspNetCore.Http;

namespace Marketplace.Users.Limits;

/// <summary>
/// Mails about accounts, counted for each mailbox by the network that asks for them: a stranger who asks again and again does not take the
/// owner's way back in.
/// </summary>
internal sealed class MailLimits(AccountLimits limits, IHttpContextAccessor http)
{
    /// <summary>Uses one mail to this address.</summary>
    /// <returns>How long to wait; null when one more may be sent.</returns>
    public Task<TimeSpan?> TakeAsync(string address, CancellationToken cancellationToken) =>
        limits.TakeAsync(Of(address), cancellationToken);

    /// <summary>No mail was sent.</summary>
    public Task GiveBackAsync(string address, CancellationToken cancellationToken) => limits.GiveBackAsync(Of(address), cancellationToken);

    private Limit[] Of(string address)
    {
        var mailbox = LimitedMailbox.Of(address);
        return [Limit.Mails(mailbox, ClientNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress)), Limit.MailsFromAnywhere(mailbox)];
    }
}
