using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Users.Tests.Accounts;

public sealed class PasswordWorkTests
{
    [Theory]
    [InlineData("Development", "1", 1)]
    [InlineData("Development", null, PasswordWork.Least)]
    [InlineData("Staging", "1", PasswordWork.Least)]
    [InlineData("Production", "1", PasswordWork.Least)]
    [InlineData("Production", "250000", 250_000)]
    public async Task Only_Development_may_make_passwords_cheap(string environment, string? setting, int rounds)
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            setup =>
            {
                setup.Environment.EnvironmentName = environment;
                setup.Configuration[PasswordWork.Setting] = setting;
            },
            new Startup());

        Assert.Equal(rounds, shell.Get<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }
}
