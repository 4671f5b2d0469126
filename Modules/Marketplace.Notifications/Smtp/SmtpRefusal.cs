using System.Diagnostics;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Marketplace.Notifications.Smtp;

/// <summary>What a mail server said, in its own words, and to what.</summary>
internal static class SmtpRefusal
{
    /// <returns>Null for what has nothing to do with the mail server.</returns>
    public static string? Explain(string server, Exception exception) => exception switch
    {
        SmtpCommandException e => $"The mail server {server} {Verb(e.ErrorCode)}: {Words(e)}",
        AuthenticationException { InnerException: SmtpCommandException e } => $"The mail server {server} refused the sign-in: {Words(e)}",
        AuthenticationException e => $"The mail server {server} refused the sign-in: {Line(e.Message)}",
        ServiceNotAuthenticatedException e =>
            $"The mail server {server} wants a sign-in (Marketplace:Smtp:User and :Password): {Line(e.Message)}",
        SslHandshakeException e => $"The encrypted connection to the mail server {server} did not come about: {Line(e.Message)}",
        SmtpProtocolException e => $"The mail server {server} broke off or did not speak SMTP: {Line(e.Message)}",
        SocketException or IOException => $"The mail server {server} is not reachable: {Line(exception.Message)}",
        ServiceNotConnectedException => $"The mail server {server} ended the connection: {Line(exception.Message)}",
        InvalidOperationException or NotSupportedException =>
            $"The mail cannot be handed to the mail server {server}: {Line(exception.Message)}",
        _ => null,
    };

    /// <summary>What a server says of signing in or of the sender is for the administrator to mend, and the mail waits.</summary>
    public static bool IsFinal(Exception exception) =>
        exception is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } e
        && (int)e.StatusCode >= 500;

    private static string Verb(SmtpErrorCode code) => code switch
    {
        SmtpErrorCode.RecipientNotAccepted => "refused the recipient",
        SmtpErrorCode.SenderNotAccepted => "refused the sender",
        SmtpErrorCode.MessageNotAccepted => "refused the mail",
        SmtpErrorCode.UnexpectedStatusCode => "answered",
        _ => throw new UnreachableException(),
    };

    private static string Words(SmtpCommandException e) => $"{(int)e.StatusCode} {Line(e.Message)}";

    /// <summary>Answers and explanations may have several lines; what is shown and logged is one.</summary>
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
