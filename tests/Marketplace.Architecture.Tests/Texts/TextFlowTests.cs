namespace Marketplace.Architecture.Tests.Texts;

/// <summary>The finder of texts finds them, and no other ones.</summary>
public sealed class TextFlowTests
{
    [Fact]
    public void Texts_are_found_wherever_they_come_from()
    {
        var found = TextFlow.Keys([typeof(TextFlowTests).Assembly.Location]).Select(x => x.Key)
            .Where(x => x.StartsWith("Sample", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Sample: by a helper", "Sample: of a lambda", "Sample: of a list", "Sample: of a pair", "Sample: one", "Sample: other",
                "Sample: plain {0}", "SampleLoud",
            ],
            found);
    }
}
