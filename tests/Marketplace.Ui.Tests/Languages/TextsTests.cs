using System.Globalization;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui.Tests.Languages;

public sealed class TextsTests : IDisposable
{
    private readonly (CultureInfo Formats, CultureInfo Words) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;

    [Theory]
    [InlineData("en", "fr,de", "en,fr,de")]
    [InlineData("de", "", "de")]
    [InlineData("de", "de,fr,fr", "de,fr")]
    [InlineData("xx", "yy,fr", "en,fr")]
    public void A_site_has_its_own_language_and_further_ones(string own, string further, string all)
    {
        var languages = new SiteLanguages(new SiteSettings { Language = own, Languages = further.Split(',') });
        Assert.Equal(all, string.Join(',', languages.All.Select(x => x.Code)));
    }

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("FR", "fr")]
    [InlineData("fr-CA", "fr")]
    [InlineData("fro", null)]
    [InlineData("de", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_language_is_found_where_the_site_has_it(string? sent, string? found) =>
        Assert.Equal(found, new SiteLanguages(new SiteSettings { Languages = ["fr"] }).Find(sent)?.Code);

    [Fact]
    public void A_text_that_nobody_translated_is_English()
    {
        var text = Texts();
        SiteLanguages.Known[1].Speak();
        Assert.Equal("No such sentence of 3", text["No such sentence of {0}", 3]);
        Assert.True(text["No such sentence of {0}"].ResourceNotFound);
    }

    [Fact]
    public void Marks_stand_around_what_was_looked_up_and_not_around_what_was_put_in()
    {
        var text = Texts();
        SiteLanguages.Pseudo.Speak();
        Assert.Equal("⟦Hello ⟧Ann⟦, you have ⟧2", text["Hello {0}, you have {1:N0}", "Ann", 2]);
        Assert.Equal("⟦Your greeting at ⟧{{site}}", text["Your greeting at {{site}}"]);
    }

    [Theory]
    [InlineData("en", "d MMM yyyy", "30 Nov 2026")]
    [InlineData("en", "MMM d", "Nov 30")]
    [InlineData("fr", "MMM d", "30 nov.")]
    [InlineData("fr", "MMMM d, yyyy", "30 novembre 2026")]
    [InlineData("de", "MMMM d, yyyy", "30. November 2026")]
    [InlineData("de", "d MMM yyyy", "30. Nov. 2026")]
    public void Days_are_written_as_the_language_does(string language, string english, string written)
    {
        SiteLanguages.Known.Single(x => x.Code == language).Speak();
        Assert.Equal(written, new DateOnly(2026, 11, 30).InWords(english));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("de")]
    public void Amounts_are_the_same_in_every_language(string language)
    {
        SiteLanguages.Known.Single(x => x.Code == language).Speak();
        Assert.Equal("$1,234.56", new CreditUnit().Format(CreditAmount.FromDecimal(1234.56m)));
        Assert.Equal("$1,234.56", new Usd(123456).Format());
    }

    [Theory]
    [InlineData(-10, "now")]
    [InlineData(-50, "50 seconds ago")]
    [InlineData(-90, "a minute ago")]
    [InlineData(-150, "2 minutes ago")]
    [InlineData(4000, "an hour from now")]
    [InlineData(7300, "2 hours from now")]
    [InlineData(-100_000, "yesterday")]
    [InlineData(200_000, "2 days from now")]
    [InlineData(-3_000_000, "26 Oct 2026")]
    public void Time_goes_by_in_words(int seconds, string words)
    {
        SiteLanguages.Known[0].Speak();
        var now = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(words, new RelativeTime(new StringLocalizer<UiTexts>(Factory())).Of(now.AddSeconds(seconds), now));
    }

    private static IStringLocalizer Texts() => Factory().Create(typeof(TextsTests));

    private static IStringLocalizerFactory Factory() => new ServiceCollection()
        .AddSingleton<ITenant>(new TestTenant { DataFolder = Path.GetTempPath() })
        .AddTexts(new TextCatalogue([typeof(UiTexts).Assembly])).BuildServiceProvider().GetRequiredService<IStringLocalizerFactory>();
}
