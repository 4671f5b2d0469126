using Marketplace.Docs.Search;

namespace Marketplace.Docs.Tests.Search;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Words = new(
        new Dictionary<string, long>(StringComparer.Ordinal)
        { ["credits"] = 40, ["credit"] = 20, ["edits"] = 3, ["gateway"] = 5, ["vm"] = 9, ["node"] = 7, ["nodes"] = 8, ["mode"] = 1 });

    [Theory]
    [InlineData("credtis", "credits")]
    [InlineData("crdits", "credits")]
    [InlineData("gatewy", "gateway")]
    [InlineData("gateawy", "gateway")]
    [InlineData("nodez", "nodes")]
    [InlineData("nod", "node")]
    [InlineData("xyzzy", null)]
    [InlineData("vn", null)]
    [InlineData("12345", null)]
    [InlineData("gatexxxway", null)]
    public void The_nearest_and_among_those_the_most_used_word_is_meant(string typed, string? meant) =>
        Assert.Equal(meant, Words.FindNearest(typed)?.Word);

    /// <summary>Whatever the quick look at letters leaves out is too far away.</summary>
    [Fact]
    public void The_shortcut_over_letters_changes_no_answer()
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 2_000).Select(_ => Word(random)).Distinct(StringComparer.Ordinal).ToList();
        var vocabulary = new Vocabulary(words.Select(x => KeyValuePair.Create(x, 1L)));
        for (var i = 0; i < 200; i++)
        {
            var typed = Word(random);
            var limit = typed.Length >= 5 ? 2 : 1;
            var distances = words.Select(x => Quickenshtein.Levenshtein.GetDistance(typed, x)).Where(x => x <= limit).ToList();
            Assert.Equal(distances.Count == 0 ? null : distances.Min(), vocabulary.FindNearest(typed)?.Edits);
        }
    }

    [Theory, InlineData("cred", true), InlineData("credits", true), InlineData("creditx", false), InlineData("z", false)]
    public void Beginnings_are_known(string part, bool isKnown) => Assert.Equal(isKnown, Words.HasBeginning(part));

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(3, 8)).Select(_ => "abcdeéß9"[random.Next(8)]));
}
