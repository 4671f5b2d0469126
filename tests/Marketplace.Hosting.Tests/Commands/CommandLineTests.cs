using Marketplace.Hosting.Commands;

namespace Marketplace.Hosting.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("-v")]
    [InlineData("/urls", "http://127.0.0.1:0")]
    [InlineData("urls=http://127.0.0.1:0")]
    public void A_line_of_settings_serves(params string[] args) => Assert.Null(CommandLine.Parse(args));

    [Fact]
    public void The_first_word_is_the_command_and_the_host_gets_its_settings_alone()
    {
        var line = CommandLine.Parse(
            ["verify", "--dry-run", "--Marketplace:AppData", "/data", "--tenant", "mycelium", "--Urls=http://127.0.0.1:0", "file.json",
                "--environment", "Production", "--folder", "old"])!;

        Assert.Equal("verify", line.Command);
        Assert.Equal("mycelium", line.Tenant);
        Assert.Equal(["--dry-run", "file.json", "--folder", "old"], line.Arguments);
        Assert.Equal(["--Marketplace:AppData", "/data", "--Urls=http://127.0.0.1:0", "--environment", "Production"], line.Settings);
    }

    [Fact]
    public void Without_a_tenant_it_is_for_all() => Assert.Null(CommandLine.Parse(["verify"])!.Tenant);

    [Theory]
    [InlineData("verify", "--tenant")]
    [InlineData("verify", "--tenant", "--full")]
    [InlineData("verify", "--tenant=")]
    [InlineData("verify", "--tenant", "a", "--tenant=b")]
    public void A_tenant_without_a_name_or_two_of_them_are_refused(params string[] args) =>
        Assert.Contains("--tenant", Assert.Throws<CommandUsageException>(() => CommandLine.Parse(args)).Message, StringComparison.Ordinal);
}
