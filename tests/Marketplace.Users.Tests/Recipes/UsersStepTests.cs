using System.Text.Json.Nodes;
using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Recipes;

public sealed class UsersStepTests
{
    private const string Sample =
        """
        {"name":"users","developmentOnly":true,"users":[
          {"email":"admin@example.com","name":"Ada","roles":["Administrator"],"password":"Marketplace#2026"},
          {"email":"customer@example.com","roles":["customer"],"password":"Marketplace#2026"}]}
        """;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Sample_users_can_sign_in_and_a_second_run_changes_nothing(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);

        await RunAsync(shell, Sample);
        var before = await shell.ReadAsync("admin@example.com");
        await RunAsync(shell, Sample.Replace("Marketplace#2026", "Another#2026!", StringComparison.Ordinal));

        Assert.Equal(2, await shell.CountAsync("users"));
        Assert.Equal(before.ConcurrencyStamp, (await shell.ReadAsync("admin@example.com")).ConcurrencyStamp);
        Assert.Equal([Abstractions.Roles.Administrator], before.Roles);
        Assert.True(before.EmailConfirmed);
        Assert.Equal("Ada", before.DisplayName);
        Assert.Equal("customer@example.com", (await shell.ReadAsync("customer@example.com")).DisplayName);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync("customer@example.com", "Marketplace#2026"));
        Assert.Empty(shell.Mailbox.Mails);
    }

    [Fact]
    public async Task Outside_Development_they_are_left_out()
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);

        await RunAsync(shell, Sample, isDevelopment: false);

        Assert.Equal(0, await shell.CountAsync("users"));
    }

    [Theory]
    [InlineData("""{"name":"users"}""", "users")]
    [InlineData("""{"name":"users","users":"x"}""", "$.users")]
    [InlineData("""{"name":"users","users":[null]}""", "without an")]
    [InlineData("""{"name":"users","users":[{"email":"a@example.com"}]}""", "password")]
    [InlineData("""{"name":"users","users":[{"email":"","password":"Marketplace#2026"}]}""", "without an")]
    [InlineData("""{"name":"users","users":[{"email":"nonsense","password":"Marketplace#2026"}]}""", "nonsense")]
    [InlineData("""{"name":"users","users":[{"email":"a@example.com","password":"short"}]}""", "at least 10 characters")]
    [InlineData("""{"name":"users","users":[{"email":"a@example.com","password":"Marketplace#2026","roles":["Emperor"]}]}""", "Emperor")]
    public async Task A_broken_step_says_what_is_wrong(string step, string expected)
    {
        await using var shell = await TestAccounts.ShellAsync(DatabaseKind.Sqlite);

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(shell, step));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await shell.CountAsync("users"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_setup_makes_an_administrator_once(DatabaseKind kind)
    {
        await using var shell = await TestAccounts.ShellAsync(kind);

        Task CreateAsync(string password) => shell.InScopeAsync(async (IAdministratorAccounts accounts) =>
        {
            await accounts.CreateAsync(new AdministratorAccount("root@example.com", password), default);
            return true;
        });

        await Assert.ThrowsAsync<RecipeException>(() => CreateAsync("short"));
        await CreateAsync("Marketplace#2026");
        await CreateAsync("Something#Else1");

        Assert.Equal([Abstractions.Roles.Administrator], (await shell.ReadAsync("root@example.com")).Roles);
        Assert.Equal(SignInResultKind.SignedIn, await shell.SignInAsync("root@example.com", "Marketplace#2026"));
        Assert.DoesNotContain("Marketplace#2026", shell.Log.Text, StringComparison.Ordinal);
    }

    private static Task RunAsync(TestShell shell, string step, bool isDevelopment = true) =>
        shell.InScopeAsync(async (IEnumerable<IRecipeStepHandler> handlers) =>
        {
            await handlers.Single(x => x.Name == "users")
                .ExecuteAsync(new RecipeStepContext(JsonNode.Parse(step)!.AsObject(), "", isDevelopment), default);
            return true;
        });
}
