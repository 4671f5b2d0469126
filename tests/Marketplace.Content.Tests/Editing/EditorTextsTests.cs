using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Content.Editing;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Editing;

public sealed partial class EditorTextsTests : IAsyncLifetime
{
    private static readonly string[] ByParts = ["state_", "callout_", "table_"];

    private TestShell _shell = null!;

    public async ValueTask InitializeAsync() =>
        _shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, setup => setup.Services.AddEditing());

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    /// <summary>A sentence that is missing would be shown as its name, one too many would be translated for nobody.</summary>
    [Fact]
    public async Task Each_sentence_that_the_script_asks_for_is_there_and_no_other()
    {
        var folder = Path.Combine(MarketplaceApp.ContentRoot(), "..", "Modules", "Marketplace.Content", "assets", "editor");
        var script = string.Concat(Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories).Select(File.ReadAllText));
        var asked = Names().Matches(script).Select(x => x.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var known = (await InScopeAsync<EditorTexts, IEnumerable<string>>(x => x.All.Keys)).ToHashSet(StringComparer.Ordinal);

        // Those that are put together from parts stand in the script as their parts.
        Assert.DoesNotContain(known, x => !ByParts.Any(p => x.StartsWith(p, StringComparison.Ordinal)) && !asked.Contains(x));
        Assert.DoesNotContain(Calls().Matches(script).Select(x => x.Groups["name"].Value), x => !known.Contains(x));
        foreach (var state in States().Matches(script).Select(x => x.Groups["name"].Value))
            Assert.Contains("state_" + state, known);
        foreach (var act in TableActs().Matches(script).Select(x => x.Groups["name"].Value))
            Assert.Contains("table_" + act, known);
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>")]
    [InlineData("a\r\nb\rc\n\u2028 \"quoted\" & 😀")]
    [InlineData("\n\nfirst lines are empty")]
    public async Task A_text_reaches_the_script_as_it_is_and_never_ends_its_element(string text)
    {
        var editor = new BodyEditor("Input.Body", text, "cit_1", 3, "page", "de");
        var json = await InScopeAsync<EditorConfig, string>(x => x.Json(editor));
        Assert.DoesNotContain('<', json);
        using var config = JsonDocument.Parse(json);
        Assert.Equal(text, config.RootElement.GetProperty("body").GetString());
        Assert.Equal("~/api/content/items/cit_1/draft", config.RootElement.GetProperty("urls").GetProperty("draft").GetString());
        Assert.Equal(3, config.RootElement.GetProperty("version").GetInt32());
    }

    private Task<TResult> InScopeAsync<TService, TResult>(Func<TService, TResult> work)
        where TService : notnull => _shell.InScopeAsync((TService x) => Task.FromResult(work(x)));

    [GeneratedRegex(@"'(?<name>\w+)'", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Names();

    [GeneratedRegex(@"texts\('(?<name>\w+)'", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"(?:become\(\{ name: |again\()'(?<name>[\w-]+)'", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex States();

    [GeneratedRegex(@"\bact\('(?<name>[\w-]+)'", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TableActs();
}
