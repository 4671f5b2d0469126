using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions.Tests.Languages;

/// <summary>What is stored of a text can be read again, and what somebody typed stays what they typed.</summary>
public sealed class StoredTextTests
{
    [Theory]
    [InlineData("Busy season")]
    [InlineData("")]
    [InlineData("{0} of {1}")]
    [InlineData("{\"text\":\"{0}\",\"of\":\"Marketplace.Ui\",\"values\":[]}")]
    [InlineData("{\"text\":")]
    public void Somebodys_own_words_stay_as_they_are(string words)
    {
        var stored = StoredText.Plain(words).ToString();
        Assert.Equal(words, Texts().Say(StoredText.Parse(stored)));
    }

    [Fact]
    public void Plain_words_are_stored_plainly() => Assert.Equal("Busy season", StoredText.Plain("Busy season").ToString());

    [Theory]
    [InlineData("{\"text\":")]
    [InlineData("{\"text\":null}")]
    [InlineData("{\"text\":3,\"of\":\"\",\"values\":[]}")]
    public void What_was_stored_before_and_only_begins_like_a_text_is_plain(string stored) =>
        Assert.Equal(stored, Texts().Say(StoredText.Parse(stored)));

    [Fact]
    public void Values_are_put_into_words_when_it_is_read()
    {
        var text = StoredText.Of<StoredTextTests>(
            "No sentence of {0}, {1}, {2}, {3} and {4}", "Ann", 12, CreditAmount.FromDecimal(1.5m), new Usd(705),
            StoredText.Of<StoredTextTests>("another of {0}", StoredText.Plain("\"Ben\"")));
        var stored = text.ToString();
        Assert.StartsWith("{\"text\":\"No sentence", stored, StringComparison.Ordinal);

        var mana = new CreditUnit { Symbol = "", Code = "mana" };
        Assert.Equal("No sentence of Ann, 12, $1.50, $7.05 and another of \"Ben\"", Texts().Say(StoredText.Parse(stored)));
        Assert.Equal("No sentence of Ann, 12, 1.50 mana, $7.05 and another of \"Ben\"", Texts(mana).Say(StoredText.Parse(stored)));
    }

    private static StoredTexts Texts(CreditUnit? unit = null)
    {
        var tenant = new TestTenant { DataFolder = Path.GetTempPath() };
        if (unit is not null)
            tenant.Set("credits", unit);
        return new ServiceCollection().AddSingleton<ITenant>(tenant).AddTexts(new TextCatalogue([])).BuildServiceProvider()
            .GetRequiredService<StoredTexts>();
    }
}
