namespace Marketplace.Abstractions.Tests.Names;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("Ann")]
    [InlineData("José Ødegård")]
    [InlineData("שרה\u200f כהן")]
    [InlineData("نیک\u200cنام")]
    [InlineData("👩\u200d🚀")]
    [InlineData("42")]
    public void Names_of_people_and_things_are_readable(string name) => Assert.True(NameRules.IsReadable(name));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("\u200b\u2060\ufeff")]
    [InlineData("\u3164")]
    [InlineData("\u2800 \uffa0")]
    [InlineData("\u0301\u0302")]
    [InlineData("\u00ad")]
    [InlineData("Ann \u202egpj.exe")]
    [InlineData("\u2067Ann\u2069")]
    [InlineData("Ann\nLee")]
    [InlineData("Ann\u2028Lee")]
    public void Names_that_nobody_sees_or_that_turn_the_text_are_not(string? name) => Assert.False(NameRules.IsReadable(name));

    /// <summary>An attribute cannot hold it.</summary>
    [Fact]
    public void Half_a_character_is_none() => Assert.False(NameRules.IsReadable("Ann " + '\ud83d'));

    [Theory]
    [InlineData("You won: https://evil.example/prize")]
    [InlineData("Visit www.evil.example")]
    [InlineData("evil.example")]
    [InlineData("Ann, evil.com/prize")]
    [InlineData("ann@evil.example")]
    [InlineData("Write mailto:ann")]
    [InlineData("ＷＷＷ．ＥＶＩＬ．ＣＯＭ")]
    [InlineData("evil。example")]
    [InlineData("evil\u200b.\u2060com")]
    [InlineData("münchen.de")]
    [InlineData("10.0.0.1")]
    [InlineData("tg://resolve")]
    public void What_mail_programs_make_a_link_of_is_seen(string text) => Assert.True(NameRules.HasAddress(text));

    [Theory]
    [InlineData(null)]
    [InlineData("J.R.R. Tolkien")]
    [InlineData("Dr. Ann O'Brien-Lee")]
    [InlineData("Ann @ Lee")]
    [InlineData("Sammy Davis, Jr.")]
    [InlineData("5.00 for lunch, thanks... see you!")]
    [InlineData("50/50: you and me")]
    public void Names_and_notes_are_none(string? text) => Assert.False(NameRules.HasAddress(text));
}
