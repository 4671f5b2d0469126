using Marketplace.Docs.Search;

namespace Marketplace.Docs.Tests.Search;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Auto top-up: don't", "auto top up don t")]
    [InlineData("Größe, Prüfung", "grosse prufung")]
    [InlineData("cre\u0301dit CRÉDIT", "credit credit")]
    [InlineData("3nodes 1.5", "3nodes 1 5")]
    [InlineData("\ud800x\udfff \0 ☃", "x")]
    [InlineData("ﷺ", "صلىاللهعليهوسلم")]
    [InlineData("", "")]
    public void Texts_are_cut_and_folded(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Split(text).Select(x => x.Word)));

    [Fact]
    public void A_word_knows_where_it_stood()
    {
        const string text = "Die Größe!";
        Assert.Equal(["Die", "Größe"], Words.Split(text).Select(x => text.Substring(x.Start, x.Length)));
    }

    [Fact]
    public void A_long_run_is_compared_by_its_beginning() =>
        Assert.Equal(Words.Longest, Assert.Single(Words.Split(new string('x', 10_000))).Word.Length);

    [Theory]
    [InlineData("how do i buy credits", "buy credits", true)]
    [InlineData("how do i buy credits ", "buy credits", false)]
    [InlineData("the", "the", true)]
    [InlineData("credits c", "credits c", false)]
    [InlineData("vm vm VM", "vm", false)]
    public void What_is_typed_becomes_a_few_telling_words(string typed, string words, bool endsInPart)
    {
        var search = SearchText.Read(typed);
        Assert.Equal(words, string.Join(' ', search.Terms.Select(x => x.Word)));
        Assert.Equal(endsInPart, search.EndsInPart);
    }
}
