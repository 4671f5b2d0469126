using static Marketplace.Docs.Tests.Site.TestPages;

namespace Marketplace.Docs.Tests.Site;

internal static class SamplePages
{
    public static TestContent NewContent() =>
        new(
            Page("/docs", "Documentation", "<p>Welcome.</p>", icon: "book", markdown: "Welcome."),
            Page(
                "/docs/credits", "USD Credits",
                """
                <p>Credits maintain a 1:1 value with USD ($1 = 1 Credit)</p><h2 id="auto">Auto Top-Up</h2>
                <p>Below a threshold, {{price}}.</p>
                <h2 id="more">More</h2><p>More.</p>
                """,
                icon: "currency-dollar", description: "What a <credit> is",
                markdown: "Credits maintain a 1:1 value with USD.\n\nBelow a threshold, {{price}}."),
            Page("/docs/buying", "Buying", "<h1>Buying</h1><p>By card.</p>", parent: "/docs/credits", markdown: "# Buying"),
            Page("/docs/guthaben", "Guthaben", "<p>Auf Deutsch.</p>", language: "de", group: "/docs/credits", markdown: "Auf Deutsch."))
        {
            Blocks = { ["price"] = "<b>$5.00</b>" },
        };
}
