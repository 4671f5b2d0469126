using System.Text.Json.Serialization;

namespace Marketplace.Users.Mails;

[JsonConverter(typeof(JsonStringEnumConverter<AccountMailKind>))]
internal enum AccountMailKind
{
    /// <summary>Confirm the address of the account.</summary>
    Confirmation,

    /// <summary>Choose a new password.</summary>
    PasswordReset,

    /// <summary>An administrator made the account; choose the first password.</summary>
    Invitation,

    /// <summary>Confirm a new address; goes to the new one.</summary>
    EmailChange,

    /// <summary>The address was changed; goes to the old one.</summary>
    EmailChanged,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>Somebody tried to register with this address, which has an account.</summary>
    AlreadyRegistered,
}

/// <summary>
/// A mail to a user, sent by the outbox so that a mail server that is away delays it instead of losing it. The link's secret is made when
/// it is sent.
/// </summary>
/// <param name="Root">Absolute address by which it was asked for, without a slash at the end; used in Development only, see
/// <see cref="AccountLinks"/>.</param>
/// <param name="Culture">Language of the person who asked.</param>
/// <param name="Address">The new address for <see cref="AccountMailKind.EmailChange"/>, the old one for
/// <see cref="AccountMailKind.EmailChanged"/>.</param>
[Event("users.account-mail-requested")]
internal sealed record AccountMailRequested(string UserId, AccountMailKind Kind, string? Root, string Culture, string? Address = null);
