using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Administration;
using Marketplace.Users.Credentials;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Addresses;

public sealed class OneMailboxTests
{
    private const string Letters = "x@müller.example";
    private const string Ascii = "X@XN--MLLER-KVA.example";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_mailbox_has_one_account_in_whatever_spelling(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var id = await shell.RegisteredAsync(Letters);

        Assert.IsType<RegisterUserResult.AddressTaken>(await shell.RegisterAsync(Ascii));
        Assert.IsType<RegisterUserResult.AddressTaken>(await shell.RegisterAsync("x@ｍüller.example"));
        Assert.Equal(1, await shell.CountAsync("users"));
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync(Ascii));
        await shell.InScopeAsync(async (IUserDirectory directory) =>
        {
            Assert.Equal(id, (await directory.FindByEmailAsync(Ascii, default))!.Id);
            Assert.Equal(
                [Ascii, Letters],
                (await directory.FindManyByEmailAsync([Ascii, "brien@example.com", Letters], default)).Keys.Order(StringComparer.Ordinal));
            return true;
        });
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_takes_a_mailbox_of_somebody_else_by_another_spelling(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync(Letters);
        await shell.RegisteredAsync("ann@example.com");
        var ann = await shell.ReadAsync("ann@example.com");

        Assert.Empty(
            await shell.InRequestAsync((ChangeAddress x) => x.RequestAsync(ann, Ascii, TestAccounts.Password, CancellationToken.None)));
        await shell.DrainOutboxAsync();
        Assert.DoesNotContain(shell.Mailbox.Mails, x => x.Subject == "Confirm your new e-mail address");
        Assert.Equal("You already have an account", shell.Mailbox.Mails.Last(x => x.To == Letters).Subject);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task People_are_found_by_their_own_names_and_addresses(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        var jose = Assert.IsType<RegisterUserResult.Registered>(await shell.InRequestAsync(
            (RegisterUser x) =>
                x.ExecuteAsync(
                    "jose@müller.example", "JOSÉ ÖDEGÅRD", TestAccounts.Password, terms: null, CancellationToken.None))).UserId;
        await shell.RegisteredAsync("ann_100%@example.com");

        foreach (var typed in new[]
            { "JOSÉ ÖDEGÅRD", "josé ödegård", "odegard", "Jose\u0301 O\u0308DEGA\u030ARD", "MÜLLER", "xn--mller-kva" })
        {
            Assert.Equal([jose], (await ListAsync(shell, typed)).Users.Select(x => x.Id));
            Assert.Equal([jose], (await shell.InScopeAsync((IUserDirectory x) => x.SearchAsync(typed, 10, default))).Select(x => x.Id));
        }

        Assert.Equal(1, (await ListAsync(shell, "_100%")).Total);
        Assert.Equal(0, (await ListAsync(shell, "_1_0")).Total);
        Assert.Equal(0, (await ListAsync(shell, "\u200b")).Total);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_changed_name_is_found_and_the_old_one_is_not(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);
        await shell.RegisteredAsync("ann@example.com");
        await shell.InScopeAsync(async (UserAccounts users) =>
        {
            var ann = (await users.FindByEmailAsync("ann@example.com"))!;
            ann.Name = "Ægir Łukasz";
            return await users.UpdateAsync(ann);
        });

        Assert.Equal(1, (await ListAsync(shell, "ÆGIR łukasz")).Total);
        Assert.Equal(1, (await ListAsync(shell, "aegir lukasz")).Total);
        Assert.Equal(0, (await ListAsync(shell, "Ann ")).Total - (await ListAsync(shell, "ann@")).Total);
    }

    private static Task<UserPage> ListAsync(TestShell shell, string search) =>
        shell.InScopeAsync((ListUsers x) => x.ExecuteAsync(new UserFilter(search, null, LockedOnly: false), 1, CancellationToken.None));
}
