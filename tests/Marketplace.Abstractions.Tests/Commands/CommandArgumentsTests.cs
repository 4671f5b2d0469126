namespace Marketplace.Abstractions.Tests.Commands;

public sealed class CommandArgumentsTests
{
    [Fact]
    public void What_is_taken_is_gone()
    {
        var arguments = new CommandArguments(["--folder", "old files", "--dry-run", "--limit=5"]);

        Assert.Equal("old files", arguments.TakeOption("--folder"));
        Assert.Equal("5", arguments.TakeOption("--limit"));
        Assert.True(arguments.TakeFlag("--dry-run"));
        arguments.End();
        Assert.Null(arguments.TakeOption("--folder"));
        Assert.False(arguments.TakeFlag("--dry-run"));
    }

    [Fact]
    public void An_option_is_not_one_that_begins_like_it()
    {
        var arguments = new CommandArguments(["--folders", "a"]);

        Assert.Null(arguments.TakeOption("--folder"));
        Assert.Contains("--folders", Assert.Throws<CommandUsageException>(arguments.End).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--folder")]
    [InlineData("--folder=")]
    [InlineData("--folder", "--dry-run")]
    [InlineData("--folder", "a", "--folder", "b")]
    [InlineData("--folder", "a", "--folder=a")]
    public void An_option_needs_exactly_one_value(params string[] arguments) =>
        Assert.Contains(
            "--folder", Assert.Throws<CommandUsageException>(() => new CommandArguments(arguments).TakeOption("--folder")).Message,
            StringComparison.Ordinal);
}
