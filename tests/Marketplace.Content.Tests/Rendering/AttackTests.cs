using AngleSharp.Html.Parser;
using Marketplace.Content.Tests.Support;

namespace Marketplace.Content.Tests.Rendering;

/// <summary>Texts that somebody wrote to harm whoever reads them: no script from anybody, ever.</summary>
public sealed class AttackTests : IDisposable
{
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr",
        "img", "li", "ol", "p", "path", "pre", "span", "strong", "sup", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "alt", "aria-hidden", "aria-labelledby", "class", "d", "decoding", "fill", "fill-rule", "focusable", "height", "href", "id",
        "loading", "rel", "role", "scope", "sizes", "src", "srcset", "start", "tabindex", "title", "viewBox", "width",
    };

    private readonly TextDesk _desk = TextDesk.With(MadeUpBlock.Inline("price", "5"));

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg onload=alert(1)><a xlink:href=\"javascript:alert(1)\">x</a></svg>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<x-part n=\"0\"></x-part> {{price}}")]
    [InlineData("<details open ontoggle=alert(1)>\n\n**x**\n\n</details>")]
    [InlineData("<div>\n<p>\n<table><tr><td>\n\n> x\n\n</b></i></div")]
    [InlineData("<style>\n* { display: none }\n</style>")]
    [InlineData("<!-- --><img src=x onerror=alert(1)>")]
    [InlineData("<![CDATA[<img src=x onerror=alert(1)>]]>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\evil.example)")]
    [InlineData("[x](~//evil.example)")]
    [InlineData("[x](~javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    [InlineData("[x](/ok \"\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("[x](/ok\\\"onclick=alert\\(1\\))")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](data:image/svg+xml,<svg onload=alert(1)>)")]
    [InlineData("![x](/a.png\\\"onerror=alert\\(1\\))")]
    [InlineData("![\" onerror=alert(1) x=\"](/a.png)")]
    [InlineData("![x](/a.png \"<script>alert(1)</script>\")")]
    [InlineData("![x](//spy.example/p.gif)")]
    [InlineData("## <img src=x onerror=alert(1)>")]
    [InlineData("## \" onclick=alert(1) x=\"")]
    [InlineData("```\" onclick=alert(1)\nx\n```")]
    [InlineData("```bash\" onclick=\"alert(1)\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("| <script> | b |\n|--|--|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |")]
    [InlineData("> [!NOTE]\n> <script>alert(1)</script>")]
    [InlineData("> [!<script>alert(1)</script>]\n> x")]
    [InlineData("> [!\" onclick=\"alert(1)]\n> x")]
    [InlineData(":::\" onclick=\"alert(1)\nx\n:::")]
    [InlineData(":::doc-section <script>\nx\n:::")]
    [InlineData("a[^<script>]\n\n[^<script>]: <script>alert(1)</script>")]
    [InlineData("{{price product=\"<script>alert(1)</script>\"}}")]
    [InlineData("{{<script>alert(1)</script>}}")]
    [InlineData("{{missing product=\"\" onload=\"alert(1)\"}}")]
    [InlineData("Term\n:   <script>alert(1)</script>")]
    [InlineData("https://evil.example/\"onclick=alert(1)")]
    [InlineData("www.evil.example/<script>alert(1)</script>")]
    public async Task Nothing_of_an_attack_is_left(string attack)
    {
        var document = new HtmlParser().ParseDocument($"<body>{(await _desk.FillAsync(attack)).Html}</body>");
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, x => Assert.Contains(x.Name, Attributes));
            foreach (var target in new[] { element.GetAttribute("href"), element.GetAttribute("src") }.OfType<string>())
                AssertHarmless(element.LocalName, target);
        }
    }

    [Fact]
    public async Task What_is_written_stays_as_it_is()
    {
        var markdown = "﻿* a\t \r\n\r\n\r\n> b  \n\n{{price}}\u00a0<b>";
        var copy = new string(markdown);
        await _desk.FillAsync(markdown);

        Assert.Equal(copy, markdown);
    }

    [Theory]
    [InlineData("["), InlineData("*"), InlineData("_a"), InlineData("`"), InlineData("<"), InlineData("!["), InlineData("| a ")]
    [InlineData("{{")]
    [InlineData("{{a b=\""), InlineData("[a]("), InlineData("&"), InlineData("[^"), InlineData(">"), InlineData("- ")]
    [InlineData("~~"), InlineData("\\")]
    [InlineData("[a][b]"), InlineData("<a "), InlineData("|\n|-\n"), InlineData("http://"), InlineData(": a\n"), InlineData("# a\n")]
    [InlineData("> [!NOTE]\n\n"), InlineData(":::doc-section\n"), InlineData("```\n"), InlineData("*a **b ")]
    public async Task Any_mark_without_end_takes_bounded_time(string mark)
    {
        // As much as fits into a word and a passage.
        var word = string.Concat(Enumerable.Repeat(mark, 4_000 / mark.Length));
        var text = string.Join(' ', Enumerable.Repeat(word, 12));
        var started = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            await _desk.FillAsync(text);
        }
        catch (Marketplace.Content.Rendering.TextTooDeepException)
        {
            // A sentence is an answer too, which the renderer gives after ten seconds at the latest.
        }

        // Without that bound it would be hours; a busy machine is given time.
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static void AssertHarmless(string element, string target)
    {
        var isHere = target.StartsWith('#') || (!target.Contains(':', StringComparison.Ordinal)
            && !target.StartsWith("//", StringComparison.Ordinal) && !target.Contains('\\', StringComparison.Ordinal));
        var isWeb = element == "a" && (target.StartsWith("https://", StringComparison.Ordinal)
            || target.StartsWith("http://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal));
        Assert.True(isHere || isWeb, $"{element} leads to {target}");
    }
}
