using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Registration;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Tests.Accounts;

public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("password123")]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop")]
    [InlineData("Password2026!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("iloveyou2024!!")]
    [InlineData("!!!monkey123")]
    [InlineData("Christopher")]
    [InlineData("abc1abc1abc1")]
    public void What_everybody_guesses_is_refused(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Marketplace#2026")]
    [InlineData("monkey wrench in July")]
    [InlineData("password of the green house")]
    [InlineData("kX9#vTq2!mZw")]
    public void What_is_longer_than_a_common_word_is_not(string password) => Assert.False(CommonPasswords.Contains(password));

    [Fact]
    public async Task A_common_password_is_refused_at_registration_and_at_every_change()
    {
        const string ann = "ann@example.com";
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);

        var refused = Assert.IsType<RegisterUserResult.Refused>(await shell.RegisterAsync(ann, "Password2026!"));
        Assert.Equal(nameof(AccountErrors.PasswordTooCommon), Assert.Single(refused.Errors).Code);
        await shell.RegisteredAsync(ann);
        var user = await shell.ReadAsync(ann);
        var changed = await shell.InRequestAsync((ChangePassword x) => x.ExecuteAsync(user, TestAccounts.Password, "qwerty12345", default));
        Assert.Equal(nameof(AccountErrors.PasswordTooCommon), Assert.Single(changed).Code);
        var code = await shell.InScopeAsync((UserAccounts users) => users.GeneratePasswordResetTokenAsync(user));
        Assert.Equal(
            nameof(AccountErrors.PasswordTooCommon),
            Assert.Single(await shell.InRequestAsync((ResetPassword x) => x.ExecuteAsync(user.Id, code, "1q2w3e4r5t6y"))).Code);
    }
}
