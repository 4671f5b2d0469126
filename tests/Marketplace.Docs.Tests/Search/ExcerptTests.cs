using Marketplace.Docs.Search;

namespace Marketplace.Docs.Tests.Search;

public sealed class ExcerptTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 200).Select(x => "word" + x));

    [Fact]
    public void The_place_with_most_of_the_words_is_shown()
    {
        var parts = Excerpt.Find(
            Long + " credits alone " + Long + " credits and threshold here " + Long, SearchText.Read("credits threshold"));
        Assert.Equal(["credits", "threshold"], parts.Where(x => x.IsHit).Select(x => x.Text));
        Assert.Equal("… ", parts[0].Text);
        Assert.Equal(" …", parts[^1].Text);
        Assert.InRange(string.Concat(parts.Select(x => x.Text)).Length, 100, 260);
    }

    [Fact]
    public void A_text_without_hits_is_shown_from_its_beginning_and_a_short_one_whole()
    {
        Assert.StartsWith("word0 word1", Excerpt.Find(Long, SearchText.Read("credits"))[0].Text, StringComparison.Ordinal);
        Assert.Equal([new Highlight("Größe <b>", IsHit: false)], Excerpt.Find("Größe <b>", SearchText.Read("nothing")));
        Assert.Empty(Excerpt.Find("", SearchText.Read("nothing")));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("onewordwithoutanyspaceatallthatgoesonandonandonandonandonandonandonandonandonandonandonandon")]
    public void Nothing_of_the_text_is_lost_or_doubled(string word)
    {
        var text = string.Join(' ', Enumerable.Repeat(word, 3)) + " credits " + string.Join(' ', Enumerable.Repeat(word, 3));
        var parts = Excerpt.Mark(text, SearchText.Read("credits"));
        Assert.Equal(text, string.Concat(parts.Select(x => x.Text)));
    }
}
