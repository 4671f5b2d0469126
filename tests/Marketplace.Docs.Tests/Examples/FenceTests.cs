using Marketplace.Docs.Tests.Samples;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>Examples of the API stand in its guides, are of a known kind, and are the same in every language.</summary>
public sealed class FenceTests
{
    private static readonly string[] Languages = ["en", "fr", "de"];

    [Fact]
    public void Every_fence_of_every_page_is_of_a_known_kind() =>
        Assert.All(
            SamplePage.All().SelectMany(PageExamples.In),
            x => Assert.True(
                x.Info is PageExamples.Call or PageExamples.Answer or PageExamples.Server, $"A fence of “{x.Info}”: {x.Text}"));

    [Fact]
    public void Examples_stand_in_the_guides_and_are_the_same_in_every_language()
    {
        foreach (var guides in SamplePage.All().GroupBy(x => (x.Tree, x.Name)))
        {
            var examples = guides.ToDictionary(x => x.Language, x => ExamplesOf(x).Select(y => (y.Info, y.Text)).ToList());
            Assert.All(Languages, x => Assert.Equal(examples["en"], examples[x]));
            Assert.Equal(guides.Key.Name == "docs/api.md", examples["en"].Count > 0);
        }
    }

    private static IEnumerable<Fence> ExamplesOf(SamplePage page) => PageExamples.In(page).Where(x => x.Info != PageExamples.Server);
}
