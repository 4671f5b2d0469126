using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace Marketplace.Notifications.Mails;

/// <summary>DKIM (RFC 6376): receivers look the public key up in the domain's DNS, and know that the mail is the domain's own.</summary>
internal sealed class MailSignature(DkimSettings settings, TimeProvider time) : DkimSigner(
    new MemoryStream(Encoding.ASCII.GetBytes(settings.PrivateKey)), settings.Domain, settings.Selector)
{
    /// <summary>All that a reader sees, and what says how the body is read.</summary>
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType,
    ];

    public void Sign(MimeMessage message)
    {
        // Mail servers on the way may fold lines anew.
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        Sign(MailFormat.Options, message, Signed);
    }

    protected override long GetTimestamp() => time.GetUtcNow().ToUnixTimeSeconds();
}
