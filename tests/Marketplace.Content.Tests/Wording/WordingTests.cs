using Marketplace.Content.Items;
using Marketplace.Content.Wording;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.Wording;

public sealed class WordingTests
{
    private static readonly WordingSettings Settings = new()
    {
        Words =
        [
            new UnwantedWord("TFP", "USD credits"), new UnwantedWord("ThreeFold Points", "USD credits"), new UnwantedWord("Points"),
        ],
    };

    [Theory]
    [InlineData("Pay with TFP.", "Pay with USD credits.")]
    [InlineData("tfp and TFP, (Tfp)", "USD credits and USD credits, (USD credits)")]
    [InlineData("ThreeFold Points", "USD credits")]
    [InlineData("threefold\n  points are old", "USD credits are old")]
    [InlineData("Points alone have no word", "Points alone have no word")]
    [InlineData("TFPs, aTFP, TFP2 and T_FP_x", "TFPs, aTFP, TFP2 and T_FP_x")]
    [InlineData("[TFP](/docs/tfp) and ![TFP](/media/tfp.png)", "[USD credits](/docs/tfp) and ![USD credits](/media/tfp.png)")]
    [InlineData("See /docs/tfp or https://x.example/tfp?a=TFP now", "See /docs/tfp or https://x.example/tfp?a=TFP now")]
    [InlineData("{{price product=\"tfp\"}} TFP", "{{price product=\"tfp\"}} USD credits")]
    [InlineData("[one]: /docs/tfp\nTFP", "[one]: /docs/tfp\nUSD credits")]
    [InlineData("`TFP`\r\n\tTFP\r\n", "`USD credits`\r\n\tUSD credits\r\n")]
    [Trait("Acceptance", "S0-78")]
    public async Task Words_are_replaced_and_names_are_left_alone(string text, string expected)
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite);
        Assert.Equal(expected, shell.Get<WordingCheck>().Replace(text));
    }

    [Fact]
    public async Task A_find_says_where_it_is()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite);
        var finds = shell.Get<WordingCheck>().Find("First\r\nYou have 50 TFP here\r\nThreeFold Points");
        Assert.Equal([("TFP", 2), ("ThreeFold Points", 3)], finds.Select(x => (x.Found, x.Line)));
        Assert.Equal(("You have 50 ", " here", 19), (finds[0].Before, finds[0].After, finds[0].Start));
        shell.Tenant.Set(WordingSettings.Section, new WordingSettings());
        Assert.Empty(shell.Get<WordingCheck>().Find("TFP"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-78")]
    public async Task Replacing_makes_drafts_or_publishes_what_has_no_other_changes(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var clean = await shell.WriteAsync("/clean", "About TFP", "TFP\r\n");
        var busy = await shell.WriteAsync("/busy", "Busy", "Published TFP");
        await shell.WriteAsync("/busy", "Busy", "Unfinished TFP", publish: false);
        await shell.WriteAsync("/fine", "Fine", "Credits");
        var words = await shell.WriteAsync("/words", "Words", "Points");
        var report = await shell.Get<WordingReport>().ReadAsync(default);
        Assert.Equal(["About TFP", "Busy", "Words"], report.Select(x => x.Item.Title));
        Assert.Equal(["title", "body"], report[0].Finds.Select(x => x.Field));
        Assert.Equal([true, true, false], report.Select(x => x.CanReplace));

        var result = await shell.Get<ReplaceWords>().ExecuteAsync(report.Select(x => x.Name), publish: true, ContentShell.Ann, default);
        Assert.Equal((2, 1, 0), (result.Replaced, result.Published, result.Left.Count));
        var read = (await shell.Get<IPublishedContent>().FindAsync("/clean", "en", default))!;
        Assert.Equal(("About USD credits", "USD credits\r\n"), (read.Entry.Title, read.Markdown));
        Assert.Equal("Published TFP", (await shell.Get<IPublishedContent>().FindAsync("/busy", "en", default))!.Markdown);
        Assert.Equal("Unfinished USD credits", (await shell.FindAsync(busy.ItemId)).Body);
        Assert.Equal(1, (await shell.FindAsync(words.ItemId)).Version);

        var late = await shell.Get<ReplaceWords>().ExecuteAsync(report.Select(x => x.Name), publish: false, ContentShell.Ann, default);
        Assert.Equal((0, 2), (late.Replaced, late.Left.Count));
        Assert.Equal(2, (await shell.FindAsync(clean.ItemId)).Version);
    }

    [Theory]
    [InlineData("TFP = USD credits\n\n  ThreeFold Points=USD credits \r\nPoints", null)]
    [InlineData("TFP\ntfp = x", "stands there twice")]
    [InlineData("= x", "cannot be looked for")]
    [InlineData("***", "cannot be looked for")]
    public void Words_that_are_typed_are_read(string typed, string? problem)
    {
        var (settings, why) = new WordingRules(Exchange.FrontMatterTests.Localized<WordingRules>()).Read(typed);
        if (problem is not null)
            Assert.Contains(problem, why, StringComparison.Ordinal);
        else
            Assert.Equal(Settings.Words, settings.Words);
    }

    private static Task<TestShell> CreateAsync(DatabaseKind kind) =>
        ContentShell.CreateAsync(kind, x => x.Tenant.Set(WordingSettings.Section, Settings));
}
