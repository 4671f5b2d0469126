using System.Security.Cryptography;
using System.Text;
using Marketplace.Notifications.Tests.Smtp;
using Marketplace.Testing;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Marketplace.Notifications.Tests;

/// <summary>Mails that receivers can hold against the key in the domain's DNS.</summary>
public sealed class DkimTests : IDisposable
{
    private const string Password = " opens the key ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketplace-dkim-");
    private readonly RSA _key = RSA.Create(2048);

    [Theory]
    [InlineData("shop.example", false, "8BITMIME", "SIZE 1000000", "PIPELINING")]
    [InlineData("shop.example", true, "8BITMIME", "BINARYMIME", "CHUNKING", "SMTPUTF8")]
    [InlineData("example", false, "CHUNKING")]
    public async Task A_mail_is_signed_in_the_domains_name(string domain, bool isEncrypted, params string[] offers)
    {
        await using var server = new FakeMailServer { Offers = offers };
        await using var shell = await ShellAsync(server, isEncrypted, ("Dkim:Domain", domain));

        await shell.SendAsync("ann@example.com", "Grüße 🍄", "<p>Ännchen</p><p>.</p><p>Bye  </p>", text: ".\n. Ännchen \n\n\n");

        var (message, signature) = Read(server.Received);
        // Whatever is offered: no part is binary, so nothing goes in chunks.
        Assert.Equal(["EHLO", "MAIL", "RCPT", "DATA"], server.CommandsSoFar.Select(x => x.Split(' ')[0]).Take(4));
        Assert.Contains($"d={domain};", signature.Value, StringComparison.Ordinal);
        Assert.Contains("t=1772445600;", signature.Value, StringComparison.Ordinal);
        Assert.True(await Verifier(domain).VerifyAsync(message, signature, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Bye", "Bye!")]
    [InlineData("Subject: Hello", "Subject: Hullo")]
    [InlineData("To: ann@", "To: ben@")]
    public async Task Whoever_changes_a_word_breaks_the_signature(string word, string changed)
    {
        await using var server = new FakeMailServer();
        await using var shell = await ShellAsync(server, isEncrypted: false);
        await shell.SendAsync("ann@example.com", "Hello", "<p>Bye</p>");
        Assert.Contains(word, server.Received, StringComparison.Ordinal);

        var (message, signature) = Read(server.Received.Replace(word, changed, StringComparison.Ordinal));

        Assert.False(await Verifier("shop.example").VerifyAsync(message, signature, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Dkim:Domain", "", "Dkim:Domain is not set")]
    [InlineData("Dkim:Selector", " ", "Dkim:Selector is not set")]
    [InlineData("Dkim:PrivateKeyFile", "", "Dkim:PrivateKeyFile is not set")]
    [InlineData("Dkim:Domain", "not a domain", "Dkim:Domain is \"not a domain\", which is not a domain")]
    [InlineData("Dkim:Domain", "other.example", "Marketplace:Smtp:From is no address of it")]
    [InlineData("Dkim:Domain", "hop.example", "Marketplace:Smtp:From is no address of it")]
    [InlineData("Dkim:Selector", "a b", "Dkim:Selector is \"a b\"")]
    [InlineData("Dkim:Selector", "a;b=c", "Dkim:Selector is \"a;b=c\"")]
    [InlineData("Dkim:PrivateKeyFile", "/nowhere/key.pem", "Dkim:PrivateKeyFile cannot be read")]
    [InlineData("Dkim:PrivateKeyPassword", "wrong", "that PrivateKeyPassword opens")]
    [InlineData("Dkim:PrivateKeyPassword", "", "if it is encrypted, set PrivateKeyPassword")]
    public async Task A_setting_that_cannot_sign_is_named_and_nothing_leaves_unsigned(string key, string value, string expected)
    {
        await using var server = new FakeMailServer();
        await using var shell = await ShellAsync(server, isEncrypted: true, (key, value));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".pem", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.CommandsSoFar);
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("public")]
    [InlineData("elliptic")]
    [InlineData("short")]
    public async Task A_file_that_holds_no_key_to_sign_with_is_named(string content)
    {
        using var elliptic = ECDsa.Create();
        using var small = RSA.Create(768);
        var file = Path.Combine(_folder.FullName, "other.pem");
        await File.WriteAllTextAsync(
            file,
            content switch
            {
                "public" => _key.ExportSubjectPublicKeyInfoPem(),
                "elliptic" => elliptic.ExportPkcs8PrivateKeyPem(),
                "short" => small.ExportPkcs8PrivateKeyPem(),
                _ => content,
            },
            TestContext.Current.CancellationToken);
        await using var server = new FakeMailServer();
        await using var shell = await ShellAsync(server, isEncrypted: false, ("Dkim:PrivateKeyFile", file));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains("Marketplace:Smtp:Dkim:PrivateKeyFile", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains(content == "short" ? "768 bits" : "no RSA private key", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.CommandsSoFar);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<TestShell> ShellAsync(FakeMailServer server, bool isEncrypted, params (string, string)[] more)
    {
        var file = Path.Combine(_folder.FullName, "key.pem");
        File.WriteAllText(
            file,
            isEncrypted
                ? _key.ExportEncryptedPkcs8PrivateKeyPem(
                    Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))
                : _key.ExportPkcs8PrivateKeyPem());
        return Support.ShellAsync(
            "",
            [
                .. SmtpTests.Settings(server), ("Dkim:Domain", "shop.example"), ("Dkim:Selector", "s2026.mail"),
                ("Dkim:PrivateKeyFile", file), ("Dkim:PrivateKeyPassword", isEncrypted ? Password : ""), .. more,
            ]);
    }

    private static (MimeMessage Message, Header Signature) Read(string received)
    {
        var message = MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(received)));
        return (message, message.Headers.Single(x => x.Id == HeaderId.DkimSignature));
    }

    private DkimVerifier Verifier(string domain) =>
        new(new Dns($"s2026.mail._domainkey.{domain}", "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())));

    /// <summary>One TXT record.</summary>
    private sealed class Dns(string name, string record) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(name, $"{selector}._domainkey.{domain}");
            return GetPublicKey(record);
        }

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
