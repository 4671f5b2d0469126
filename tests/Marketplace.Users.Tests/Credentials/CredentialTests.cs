using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Credentials;
using Marketplace.Users.Mails;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Tests.Credentials;

public sealed class CredentialTests
{
    private const string Ann = "ann@example.com";
    private const string NewAddress = "new@example.com";
    private const string NewPassword = "a brand new secret";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_mailed_link_sets_a_new_password_once(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        for (var i = 0; i < 5; i++)
            await shell.SignInAsync(Ann, "wrong password");
        await RequestResetAsync(shell);
        var link = await shell.LastLinkAsync(Ann);

        Assert.Equal(nameof(IdentityErrorDescriber.PasswordTooShort), Assert.Single(await ResetAsync(shell, link, "qW7#x")).Code);
        Assert.Empty(await ResetAsync(shell, link, NewPassword));
        Assert.Equal(nameof(IdentityErrorDescriber.InvalidToken), Assert.Single(await ResetAsync(shell, link, "yet another secret")).Code);

        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann, NewPassword));
        Assert.True((await shell.ReadAsync(Ann)).EmailConfirmed);
        await shell.DrainOutboxAsync();
        Assert.Contains(shell.Mailbox.Mails, x => x.Subject == "Your password was changed");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_link_that_is_too_old_changes_nothing(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);
        await RequestResetAsync(shell);
        var link = await shell.LastLinkAsync(Ann);
        shell.Time.Advance(AccountTokens.ResetLifetime);

        Assert.Equal(nameof(IdentityErrorDescriber.InvalidToken), Assert.Single(await ResetAsync(shell, link, NewPassword)).Code);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
        Assert.False((await shell.ReadAsync(Ann)).EmailConfirmed);
    }

    [Fact]
    public async Task A_new_password_does_not_lift_an_administrators_lock()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        var admin = await shell.RegisteredAsync("admin@example.com", Abstractions.Roles.Administrator);
        var ann = await shell.RegisteredAsync(Ann);
        await shell.InScopeAsync((LockUser x) => x.LockAsync(admin, ann, CancellationToken.None));
        await RequestResetAsync(shell);

        Assert.Empty(await ResetAsync(shell, await shell.LastLinkAsync(Ann), NewPassword));
        Assert.Equal(SignInResultKind.Locked, await shell.SignInAsync(Ann, NewPassword));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_address_changes_when_the_link_sent_to_the_new_one_is_opened(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Ann);

        Assert.Empty(await ChangeAddressAsync(shell, NewAddress, TestAccounts.Password));
        Assert.NotNull(await shell.ReadAsync(Ann));
        var link = await shell.LastLinkAsync(NewAddress);
        Assert.False(await ConfirmAsync(shell, link, "other@example.com"));
        Assert.True(await ConfirmAsync(shell, link, NewAddress));
        Assert.True(await ConfirmAsync(shell, link, NewAddress));

        Assert.Null(await shell.ReadAsync(Ann));
        Assert.True((await shell.ReadAsync(NewAddress)).EmailConfirmed);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(NewAddress));
        await shell.DrainOutboxAsync();
        Assert.Contains(shell.Mailbox.Mails, x => x.To == Ann && x.Subject == "Your e-mail address was changed");
    }

    [Fact]
    public async Task An_address_change_needs_the_password_and_a_free_address()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        await shell.RegisteredAsync(Ann);
        await shell.RegisteredAsync("ben@example.com");

        Assert.Equal(
            nameof(IdentityErrorDescriber.PasswordMismatch),
            Assert.Single(await ChangeAddressAsync(shell, NewAddress, "wrong password")).Code);
        Assert.Equal(
            nameof(IdentityErrorDescriber.InvalidEmail),
            Assert.Single(await ChangeAddressAsync(shell, "x@y\r\nBcc: z@y", TestAccounts.Password)).Code);
        Assert.Empty(await ChangeAddressAsync(shell, "ben@example.com", TestAccounts.Password));

        await shell.DrainOutboxAsync();
        Assert.DoesNotContain(shell.Mailbox.Mails, x => x.Subject == "Confirm your new e-mail address");
        Assert.Equal("You already have an account", shell.Mailbox.Mails.Last(x => x.To == "ben@example.com").Subject);
    }

    private static Task<bool> RequestResetAsync(TestShell shell) => shell.InRequestAsync(async (AccountMails mails) =>
    {
        await mails.RequestAsync(await shell.ReadAsync(Ann), AccountMailKind.PasswordReset, address: null, CancellationToken.None);
        return true;
    });

    private static Task<IReadOnlyList<IdentityError>> ResetAsync(TestShell shell, Dictionary<string, string> link, string password) =>
        shell.InRequestAsync((ResetPassword reset) => reset.ExecuteAsync(link["user"], link["code"], password));

    private static async Task<IReadOnlyList<IdentityError>> ChangeAddressAsync(TestShell shell, string address, string password)
    {
        var ann = await shell.ReadAsync(Ann);
        return await shell.InRequestAsync((ChangeAddress change) => change.RequestAsync(ann, address, password, CancellationToken.None));
    }

    private static async Task<bool> ConfirmAsync(TestShell shell, Dictionary<string, string> link, string address) =>
        await shell.InRequestAsync(
            (ConfirmEmail confirm) => confirm.ExecuteAsync(
                link["user"], link["code"], address, signedInUserId: null, TestAccounts.Password))
            == ConfirmEmailResult.Confirmed;
}
