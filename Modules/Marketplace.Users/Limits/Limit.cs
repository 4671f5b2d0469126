using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Users.Limits;

/// <summary>
/// So many tries within a time that begins with the first. It says nothing of accounts: an address without one is counted like any other.
/// </summary>
/// <param name="Key">What is counted; never an address in clear.</param>
internal sealed record Limit(string Key, int Most, TimeSpan Within)
{
    /// <summary>How long wrong passwords keep a device or network waiting at most.</summary>
    public static readonly TimeSpan PasswordPause = TimeSpan.FromMinutes(10);

    /// <summary>Wrong passwords of one mailbox from one device or network, so that a stranger's do not count for its owner.</summary>
    public static Limit Passwords(string mailbox, string source) => new("password:" + Hash(mailbox, source), 5, PasswordPause);

    /// <summary>
    /// Wrong passwords of one mailbox from everywhere together, for guesses that are spread over many networks. Devices on which its owner
    /// has signed in before are not held by it.
    /// </summary>
    public static Limit PasswordsFromAnywhere(string mailbox) => new("passwords:" + Hash(mailbox), 50, TimeSpan.FromHours(1));

    /// <summary>
    /// Mails that one network may cause in one mailbox, by somebody who need not have signed in: reset, registration, confirmation.
    /// </summary>
    public static Limit Mails(string mailbox, string network) => new("mail:" + Hash(mailbox, network), 5, TimeSpan.FromHours(1));

    /// <summary>The same from everywhere together, so that many networks do not flood a mailbox.</summary>
    public static Limit MailsFromAnywhere(string mailbox) => new("mails:" + Hash(mailbox), 20, TimeSpan.FromHours(1));

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
