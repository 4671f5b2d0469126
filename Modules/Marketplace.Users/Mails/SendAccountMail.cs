using System.Globalization;
using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Users.Mails;

[StoredName("Marketplace.Users.SendAccountMail")]
[Delivery(Lane.Mail)]
internal sealed class SendAccountMail(
    UserAccounts users, AccountMailText text, AccountLinks links, IMailSender mails, ITenant tenant, ILogger<SendAccountMail> logger)
    : IEventHandler<AccountMailRequested>
{
    public async Task HandleAsync(AccountMailRequested @event, string eventId, CancellationToken cancellationToken)
    {
        var user = await users.FindByIdAsync(@event.UserId);
        if (user is null)
        {
            logger.LogInformation("User {UserId} is gone; the mail {Kind} is not sent", @event.UserId, @event.Kind);
            return;
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(@event.Culture);
        await mails.SendAsync(await ComposeAsync(user, @event), cancellationToken);
    }

    private async Task<Mail> ComposeAsync(User user, AccountMailRequested request) => request.Kind switch
    {
        AccountMailKind.Confirmation => text.Confirmation(
            user, Link(request, "confirm-email", ("user", user.Id), ("code", await users.GenerateEmailConfirmationTokenAsync(user)))),
        AccountMailKind.PasswordReset => text.PasswordReset(user, await ResetLinkAsync(user, request)),
        AccountMailKind.Invitation => text.Invitation(user, await ResetLinkAsync(user, request)),
        AccountMailKind.EmailChange => text.EmailChange(
            user,
            request.Address!,
            Link(
                request,
                "confirm-email",
                ("user", user.Id),
                ("email", request.Address!),
                ("code", await users.GenerateChangeEmailTokenAsync(user, request.Address!)))),
        AccountMailKind.EmailChanged =>
            text.EmailChanged(user, request.Address!, links.Root(request.Root) is { } root ? new AccountLink("/", root + "/") : null),
        AccountMailKind.PasswordChanged => text.PasswordChanged(user, Link(request, "forgot-password")),
        AccountMailKind.AlreadyRegistered => text.AlreadyRegistered(user, Link(request, "login")),
        _ => throw new InvalidOperationException($"There is no mail {request.Kind}."),
    };

    private async Task<AccountLink> ResetLinkAsync(User user, AccountMailRequested request) =>
        Link(request, "reset-password", ("user", user.Id), ("code", await users.GeneratePasswordResetTokenAsync(user)));

    private AccountLink Link(AccountMailRequested request, string page, params IEnumerable<(string Name, string Value)> query)
    {
        var builder = new QueryBuilder(query.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        var path = $"/account/{page}{builder.ToQueryString()}";
        return new AccountLink(tenant.PathPrefix + path, links.Root(request.Root) is { } root ? root + path : null);
    }
}
