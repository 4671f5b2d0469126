using System.Net;
using Marketplace.Users.Accounts;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users.Mails;

/// <summary>The words of the mails about accounts.</summary>
internal sealed class AccountMailText(IStringLocalizer<AccountMailText> text, ITenant tenant)
{
    public Mail Confirmation(User user, AccountLink link) => Compose(
        user.Email,
        text["Confirm your e-mail address"],
        [text["Hello {0}, please confirm that this is your address, so that receipts and notices reach you.", user.MailName]],
        (text["Confirm e-mail address"], link),
        text["The link is good for three days. If you have no account with {0}, ignore this mail.", tenant.DisplayName]);

    public Mail PasswordReset(User user, AccountLink link) => Compose(
        user.Email,
        text["Choose a new password"],
        [text["Hello {0}, somebody, probably you, asked for a new password.", user.MailName]],
        (text["Choose a new password"], link),
        text["The link is good for two hours. If it was not you, ignore this mail: your password stays as it is."]);

    public Mail Invitation(User user, AccountLink link) => Compose(
        user.Email,
        text["Your account with {0}", tenant.DisplayName],
        [text["Hello {0}, an account was made for you. Choose a password to sign in.", user.MailName]],
        (text["Choose a password"], link),
        text["The link is good for two hours; afterwards use \"Forgot password\" on the sign-in page."]);

    public Mail EmailChange(User user, string newAddress, AccountLink link) => Compose(
        newAddress,
        text["Confirm your new e-mail address"],
        [text["Hello {0}, please confirm that your account is to use this address from now on.", user.MailName]],
        (text["Confirm new address"], link),
        text["The link is good for three days. If it was not you, ignore this mail: nothing changes."]);

    public Mail EmailChanged(User user, string oldAddress, AccountLink? link) => Compose(
        oldAddress,
        text["Your e-mail address was changed"],
        [text["Hello {0}, your account now uses another address, and signing in needs the new one.", user.MailName]],
        (text["Go to {0}", tenant.DisplayName], link),
        text["If it was not you, write to us at once."]);

    public Mail PasswordChanged(User user, AccountLink link) => Compose(
        user.Email,
        text["Your password was changed"],
        [text["Hello {0}, the password of your account was changed just now.", user.MailName]],
        (text["Choose a new password"], link),
        text["If it was you, there is nothing to do. If not, choose a new password at once."]);

    public Mail AlreadyRegistered(User user, AccountLink link) => Compose(
        user.Email,
        text["You already have an account"],
        [text["Hello {0}, somebody, probably you, tried to register with this address. It has an account already.", user.MailName]],
        (text["Sign in"], link),
        text["If you forgot your password, choose a new one on the sign-in page. If it was not you, ignore this mail."]);

    private Mail Compose(
        string to, string subject, IReadOnlyList<string> paragraphs, (string Label, AccountLink? Link) way, string footnote)
    {
        var body = string.Concat(paragraphs.Select(x => $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(x)}</p>\n"));
        return new Mail(
            to,
            subject,
            $"""
             {body}{Way(way.Label, way.Link)}
             <p style="margin:0;font-size:14px;color:#5b6069">{WebUtility.HtmlEncode(footnote)}</p>
             """);
    }

    /// <summary>Without an address that is known to be ours, the reader knows it: the mail says what comes behind it.</summary>
    private string Way(string label, AccountLink? link)
    {
        if (link is null)
            return "";
        if (link.Address is { } address)
            return $"<p style=\"margin:0 0 16px\"><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(label)}</a></p>";
        var way = text[
            "{0}: open {1} in your browser as you always do, then replace everything behind the server's name in its address bar with "
            + "this:", label, tenant.DisplayName];
        return $"<p style=\"margin:0 0 8px\">{WebUtility.HtmlEncode(way)}</p>\n<p style=\"margin:0 0 "
            + $"16px;overflow-wrap:anywhere\"><code>{WebUtility.HtmlEncode(link.Path)}</code></p>";
    }
}

/// <param name="Path">Behind the server's name, with the tenant's prefix.</param>
/// <param name="Address">The whole; null where the tenant has no public address.</param>
internal sealed record AccountLink(string Path, string? Address);
