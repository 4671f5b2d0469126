using System.Net;
using Microsoft.Extensions.Localization;

namespace Marketplace.Users;

/// <summary>The words of the mails about accounts.</summary>
internal sealed class AccountMailText(IStringLocalizer<AccountMailText> text, ITenant tenant)
{
    public Mail Confirmation(User user, string link) => Compose(
        user.Email,
        text["Confirm your e-mail address"],
        [text["Hello {0}, please confirm that this is your address, so that receipts and notices reach you.", user.DisplayName]],
        (text["Confirm e-mail address"], link),
        text["The link is good for three days. If you have no account with {0}, ignore this mail.", tenant.DisplayName]);

    public Mail PasswordReset(User user, string link) => Compose(
        user.Email,
        text["Choose a new password"],
        [text["Hello {0}, somebody, probably you, asked for a new password.", user.DisplayName]],
        (text["Choose a new password"], link),
        text["The link is good for two hours. If it was not you, ignore this mail: your password stays as it is."]);

    public Mail Invitation(User user, string link) => Compose(
        user.Email,
        text["Your account with {0}", tenant.DisplayName],
        [text["Hello {0}, an account was made for you. Choose a password to sign in.", user.DisplayName]],
        (text["Choose a password"], link),
        text["The link is good for two hours; afterwards use \"Forgot password\" on the sign-in page."]);

    public Mail EmailChange(User user, string newAddress, string link) => Compose(
        newAddress,
        text["Confirm your new e-mail address"],
        [text["Hello {0}, please confirm that your account is to use this address from now on.", user.DisplayName]],
        (text["Confirm new address"], link),
        text["The link is good for three days. If it was not you, ignore this mail: nothing changes."]);

    public Mail EmailChanged(User user, string oldAddress, string link) => Compose(
        oldAddress,
        text["Your e-mail address was changed"],
        [text["Hello {0}, your account now uses another address, and signing in needs the new one.", user.DisplayName]],
        (text["Go to {0}", tenant.DisplayName], link),
        text["If it was not you, write to us at once."]);

    public Mail PasswordChanged(User user, string link) => Compose(
        user.Email,
        text["Your password was changed"],
        [text["Hello {0}, the password of your account was changed just now.", user.DisplayName]],
        (text["Choose a new password"], link),
        text["If it was you, there is nothing to do. If not, choose a new password at once."]);

    public Mail AlreadyRegistered(User user, string link) => Compose(
        user.Email,
        text["You already have an account"],
        [text["Hello {0}, somebody, probably you, tried to register with this address. It has an account already.", user.DisplayName]],
        (text["Sign in"], link),
        text["If you forgot your password, choose a new one on the sign-in page. If it was not you, ignore this mail."]);

    private static Mail Compose(string to, string subject, IReadOnlyList<string> paragraphs, (string Label, string Address) link, string footnote)
    {
        var body = string.Concat(paragraphs.Select(x => $"<p style=\"margin:0 0 16px\">{WebUtility.HtmlEncode(x)}</p>\n"));
        var address = WebUtility.HtmlEncode(link.Address);
        return new Mail(
            to,
            subject,
            $"""
             {body}<p style="margin:0 0 16px"><a href="{address}">{WebUtility.HtmlEncode(link.Label)}</a></p>
             <p style="margin:0;font-size:14px;color:#5b6069">{WebUtility.HtmlEncode(footnote)}</p>
             """);
    }
}
