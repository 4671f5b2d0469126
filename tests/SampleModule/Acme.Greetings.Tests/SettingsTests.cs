using Acme.Greetings.Settings;
using Marketplace.Testing;

namespace Acme.Greetings.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Thanks", "30", null)]
    [InlineData("", "30", nameof(GreetingSettingsInput.Answer))]
    [InlineData("Thanks", "0", nameof(GreetingSettingsInput.KeepDays))]
    [InlineData("Thanks", "soon", nameof(GreetingSettingsInput.KeepDays))]
    public async Task What_is_typed_is_read_or_refused_beside_its_field(string answer, string days, string? refused)
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, new Startup());
        var input = new GreetingSettingsInput { Answer = answer, KeepDays = days };

        var (settings, problems) = shell.Get<GreetingSettingsRules>().Read(input, new GreetingSettings());
        Assert.Equal(refused is null ? [] : [refused], problems.Keys);
        if (refused is null)
            Assert.Equal(new GreetingSettings { Answer = "Thanks", KeepDays = 30 }, settings);
    }
}
