using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests.Smtp;

/// <summary>Encryption where it is demanded, and the sign-in that the server knows.</summary>
public sealed class SmtpSignInTests
{
    [Theory]
    [InlineData("AUTH LOGIN", "AUTH LOGIN")]
    [InlineData("AUTH PLAIN", "AUTH PLAIN AG1lAHNlY3JldA==")]
    [InlineData("AUTH X-HOUSE LOGIN", "AUTH LOGIN")]
    public async Task The_sign_in_is_one_that_the_server_offers(string offer, string command)
    {
        await using var server = new FakeMailServer { Offers = [offer] };
        await using var shell = await Support.ShellAsync("", SignedIn(server));

        await shell.SendAsync("ann@example.com", "Hello");

        Assert.Equal(command, server.CommandsSoFar[1]);
        if (command == "AUTH LOGIN")
        {
            Assert.Equal(
                ["me", "secret"],
                server.CommandsSoFar.Skip(2).Take(2).Select(x => Encoding.UTF8.GetString(Convert.FromBase64String(x))));
        }

        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("AUTH X-HOUSE", "offers X-HOUSE, which does not fit Marketplace:Smtp:User and :Password")]
    [InlineData("SIZE 1000000", "offers no sign-in, which does not fit Marketplace:Smtp:User and :Password")]
    public async Task A_server_without_a_sign_in_that_fits_gets_nothing(string offer, string expected)
    {
        await using var server = new FakeMailServer { Offers = [offer] };
        await using var shell = await Support.ShellAsync("", SignedIn(server));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Equal(["EHLO shop.example"], server.CommandsSoFar);
    }

    [Theory]
    [InlineData("AUTH LOGIN")]
    [InlineData("AUTH PLAIN")]
    public async Task A_wrong_password_is_told_in_the_servers_words(string offer)
    {
        await using var server = new FakeMailServer { Offers = [offer], SignIn = "535 5.7.8 wrong password" };
        await using var shell = await Support.ShellAsync("", SignedIn(server));

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.EndsWith("refused the sign-in: 535 5.7.8 wrong password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_goes_through_the_encryption_alone()
    {
        using var certificate = Certificate();
        await using var server = new FakeMailServer { Certificate = certificate };
        await using var shell = await Support.ShellAsync(
            "", setup => setup.Services.AddSingleton<RemoteCertificateValidationCallback>(
                (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString()),
            [.. SignedIn(server), ("UseTls", "true")]);

        await shell.SendAsync("ann@example.com", "Hello");
        await shell.SendAsync("ben@example.com", "Hello");

        Assert.Equal(
            ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA"],
            server.CommandsSoFar.Select(x => x.Split(' ')[0]));
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail()
    {
        using var certificate = Certificate();
        await using var server = new FakeMailServer { Certificate = certificate };
        await using var shell = await Support.ShellAsync("", [.. SignedIn(server), ("UseTls", "true")]);

        var failure = await Assert.ThrowsAsync<MailException>(() => shell.SendAsync("ann@example.com", "Hello"));

        Assert.Contains("did not come about", failure.Message, StringComparison.Ordinal);
        Assert.Contains("certificate", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal(["EHLO shop.example", "STARTTLS"], server.CommandsSoFar);
    }

    private static (string, string)[] SignedIn(FakeMailServer server) =>
        SmtpTests.Settings(server, ("User", "me"), ("Password", "secret"));

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
