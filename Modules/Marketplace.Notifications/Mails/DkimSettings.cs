using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Notifications.Mails;

/// <summary>The settings <c>Marketplace:Smtp:Dkim</c>. Without any of them mails are not signed.</summary>
/// <param name="Domain">In whose name mails are signed: the sender's own, or one above it.</param>
/// <param name="Selector">The public key stands in the DNS at <c>&lt;selector&gt;._domainkey.&lt;domain&gt;</c>.</param>
/// <param name="PrivateKey">PEM, as it is once its password opened it.</param>
internal sealed record DkimSettings(string Domain, string Selector, string PrivateKey)
{
    private const string Section = "Marketplace:Smtp:Dkim";

    /// <summary>Receivers take shorter ones for no signature (RFC 8301).</summary>
    private const int SmallestKey = 1024;

    /// <returns>Neither where mails are not to be signed; the problem names the setting to mend.</returns>
    public static (DkimSettings? Settings, string? Problem) Read(IConfiguration configuration, string? from)
    {
        var section = configuration.GetSection(Section);
        string? Value(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key]!.Trim();
        var (domain, selector, file) = (Value("Domain"), Value("Selector"), Value("PrivateKeyFile"));
        if (domain is null && selector is null && file is null)
            return (null, null);
        foreach (var (key, value) in new[] { ("Domain", domain), ("Selector", selector), ("PrivateKeyFile", file) })
        {
            if (value is null)
                return (null, $"{Section}:{key} is not set: to sign mails Domain, Selector and PrivateKeyFile are needed together.");
        }

        if (!Mailbox.TryParse("anybody@" + domain, allowName: false, out var anybody))
            return (null, $"{Section}:Domain is \"{domain}\", which is not a domain.");
        if (!selector!.Split('.').All(IsLabel))
            return (null, $"{Section}:Selector is \"{selector}\"; it may hold letters, digits and hyphens, with points between.");
        if (!Mailbox.TryParse(from, allowName: true, out var sender) || !IsWithin(sender.Domain, anybody.Domain))
        {
            return (null, $"{Section}:Domain is \"{domain}\", but Marketplace:Smtp:From is no address of it: nobody would trust the "
                + "signature.");
        }

        // A password may begin or end with a blank.
        var (pem, problem) = ReadKey(file!, section["PrivateKeyPassword"] is { Length: > 0 } password ? password : null);
        return pem is null ? (null, problem) : (new DkimSettings(anybody.Domain, selector, pem), null);
    }

    /// <returns>The problem does not say where the file lies: administrators of tenants read it.</returns>
    private static (string? Pem, string? Problem) ReadKey(string file, string? password)
    {
        using var key = RSA.Create();
        try
        {
            var pem = File.ReadAllText(file);
            if (password is null)
                key.ImportFromPem(pem);
            else
                key.ImportFromEncryptedPem(pem, password);
            // A public key alone cannot be exported, and says so here.
            var opened = key.ExportPkcs8PrivateKeyPem();
            return key.KeySize >= SmallestKey
                ? (opened, null)
                : (null, $"{Section}:PrivateKeyFile holds a key of {key.KeySize} bits; receivers want {SmallestKey}, better 2048.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException => "this process may not open it",
                _ => "it gave an error",
            };
            return (null, $"{Section}:PrivateKeyFile cannot be read: {reason}.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            var opener = password is null
                ? "; if it is encrypted, set PrivateKeyPassword"
                : " that PrivateKeyPassword opens; one that is not encrypted needs none";
            return (null, $"{Section}:PrivateKeyFile holds no RSA private key in PEM form{opener}.");
        }
    }

    private static bool IsWithin(string domain, string outer) => $".{domain}".EndsWith($".{outer}", StringComparison.Ordinal);

    private static bool IsLabel(string text) =>
        text.Length is > 0 and < 64 && text.All(x => char.IsAsciiLetterOrDigit(x) || x == '-') && text[0] != '-' && text[^1] != '-';

    public override string ToString() => $"{Selector}._domainkey.{Domain}";
}
