using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Credentials;

public sealed class ConfirmEmailTests
{
    private const string Ann = "ann@example.com";
    private const string NewAddress = "new@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_has_the_mail_alone_confirms_nothing(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var ben = await shell.RegisteredAsync("ben@example.com");
        await shell.RegisteredAsync(Ann);
        var link = await shell.LastLinkAsync(Ann);

        Assert.Equal(ConfirmEmailResult.NotTheirs, await ConfirmAsync(shell, link, signedIn: null, password: null));
        Assert.Equal(ConfirmEmailResult.NotTheirs, await ConfirmAsync(shell, link, signedIn: null, "a wrong password"));
        Assert.Equal(ConfirmEmailResult.NotTheirs, await ConfirmAsync(shell, link, signedIn: ben, password: null));
        Assert.False((await shell.ReadAsync(Ann)).EmailConfirmed);

        Assert.Equal(ConfirmEmailResult.Confirmed, await ConfirmAsync(shell, link, signedIn: ben, TestAccounts.Password));
        Assert.True((await shell.ReadAsync(Ann)).EmailConfirmed);
    }

    [Fact]
    public async Task The_session_is_enough_and_a_link_of_before_a_new_password_is_not()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        var ann = await shell.RegisteredAsync(Ann);
        var link = await shell.LastLinkAsync(Ann);

        Assert.Equal(ConfirmEmailResult.BadLink, await ConfirmAsync(shell, link, ann, password: null, code: link["code"] + "x"));
        Assert.Equal(ConfirmEmailResult.Confirmed, await ConfirmAsync(shell, link, ann, password: null));
    }

    [Fact]
    public async Task A_wrong_password_counts_and_an_unknown_account_is_answered_alike()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        await shell.RegisteredAsync(Ann);
        var link = await shell.LastLinkAsync(Ann);

        foreach (var user in new[] { link["user"], "usr_nobody" })
        {
            link["user"] = user;
            for (var i = 0; i < 5; i++)
                Assert.Equal(ConfirmEmailResult.NotTheirs, await ConfirmAsync(shell, link, signedIn: null, "a wrong password"));
            Assert.Equal(ConfirmEmailResult.Paused, await ConfirmAsync(shell, link, signedIn: null, TestAccounts.Password));
        }

        // Which address belongs to the id, signing in does not tell.
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ann));
    }

    [Fact]
    public async Task A_change_of_the_address_needs_the_account_too()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);
        var ann = await shell.RegisteredAsync(Ann);
        var user = await shell.ReadAsync(Ann);
        await shell.InRequestAsync((ChangeAddress x) => x.RequestAsync(user, NewAddress, TestAccounts.Password, CancellationToken.None));
        var link = await shell.LastLinkAsync(NewAddress);

        Assert.Equal(ConfirmEmailResult.NotTheirs, await ConfirmAsync(shell, link, signedIn: null, password: null, address: NewAddress));
        Assert.NotNull(await shell.ReadAsync(Ann));
        Assert.Equal(ConfirmEmailResult.Confirmed, await ConfirmAsync(shell, link, ann, password: null, address: NewAddress));
        Assert.NotNull(await shell.ReadAsync(NewAddress));
    }

    private static Task<ConfirmEmailResult> ConfirmAsync(
        TestShell shell, Dictionary<string, string> link, string? signedIn, string? password, string? code = null,
        string? address = null) =>
        shell.InRequestAsync(
            (ConfirmEmail confirm) => confirm.ExecuteAsync(link["user"], code ?? link["code"], address, signedIn, password));
}
