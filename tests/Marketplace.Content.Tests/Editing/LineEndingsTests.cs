using Marketplace.Content.Editing;

namespace Marketplace.Content.Tests.Editing;

public sealed class LineEndingsTests
{
    /// <summary>As a browser sends a text field.</summary>
    private static string Sent(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("one line")]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\nb\r\nc\rd\n\n\r\n")]
    [InlineData("\n\n\n")]
    public void A_text_that_nobody_changed_comes_back_byte_for_byte(string stored) =>
        Assert.Equal(stored, LineEndings.Keep(stored, Sent(stored)));

    [Theory]
    [InlineData("a\nb\nc", "a\nB\nc", "a\nB\nc")]
    [InlineData("a\r\nb\r\nc", "a\nnew\nb\nc", "a\r\nnew\r\nb\r\nc")]
    [InlineData("a\nb\r\nc\nd", "a\nc\nd", "a\nc\nd")]
    [InlineData("a\nb\r\nc\nd\n", "a\nb\nnew\nc\nd\n", "a\nb\r\nnew\nc\nd\n")]
    [InlineData("a", "a\nb", "a\nb")]
    [InlineData("a\r\nb", "a", "a")]
    [InlineData("a\r\nb", "a\nb\nc", "a\r\nb\r\nc")]
    [InlineData("a\r\na\na", "a\na", "a\r\na")]
    public void Lines_that_nobody_touched_keep_their_endings_and_new_ones_get_the_usual(string stored, string typed, string expected) =>
        Assert.Equal(expected, LineEndings.Keep(stored, Sent(typed)));

    /// <summary>Whatever the endings: the words are those that were sent.</summary>
    [Fact]
    public void No_word_is_ever_lost_or_moved()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var (stored, typed) = (Text(random), Text(random));
            Assert.Equal(Sent(typed), Sent(LineEndings.Keep(stored, Sent(typed))));
        }
    }

    private static string Text(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(8)).Select(_ => new[] { "a", "b", "" }[random.Next(3)] + new[] { "\n", "\r\n" }[random.Next(2)]))
        + new[] { "", "a" }[random.Next(2)];
}
