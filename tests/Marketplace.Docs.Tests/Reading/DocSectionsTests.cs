using Marketplace.Content.Rendering;
using Marketplace.Docs.Reading;

namespace Marketplace.Docs.Tests.Reading;

public sealed class DocSectionsTests
{
    [Fact]
    public void Each_second_level_heading_has_a_section_of_what_follows_it() =>
        Assert.Equal(
            "<p>A</p><div class=\"doc-section\"><h2 id=\"b\">B</h2><p>C</p><h3>D</h3>E</div><div class=\"doc-section\"><h2>F</h2></div>",
            DocSections.Wrap("<p>A</p><h2 id=\"b\">B</h2><p>C</p><h3>D</h3>E<h2>F</h2>"));

    [Theory]
    [InlineData("<p>No heading</p>")]
    [InlineData("<div class=\"doc-section\"><h2>Done</h2></div>")]
    [InlineData("<blockquote><h2>Inside</h2></blockquote><p>After</p>")]
    public void Others_stay_as_they_are(string html) => Assert.Equal(html, DocSections.Wrap(html));

    [Fact]
    public void They_are_made_once_for_a_text_and_again_where_its_blocks_show_something_else()
    {
        var sections = new DocSections();
        var first = sections.Of(RenderedText.Empty, "<h2>A</h2>" + new string('x', 3));
        Assert.Same(first, sections.Of(RenderedText.Empty, "<h2>A</h2>" + new string('x', 3)));
        Assert.Equal("<div class=\"doc-section\"><h2>A</h2>y</div>", sections.Of(RenderedText.Empty, "<h2>A</h2>y"));
    }
}
