using Marketplace.Testing;
using Marketplace.Ui.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Ui.Tests.Components;

public sealed class SmallComponentTests
{
    private const string Evil = "<script>alert('x')</script>";
    private static readonly Page<object> AnyPage = new(new object());

    [Fact]
    public async Task An_icon_is_decoration_unless_it_has_a_label()
    {
        Assert.Contains("aria-hidden=\"true\"", await Render.Async(new IconTagHelper { Name = "cpu" }, "icon"));
        var labelled = await Render.Async(new IconTagHelper { Name = "cpu", Label = "Processor" }, "icon");
        Assert.Contains("role=\"img\" aria-label=\"Processor\"", labelled);
        Assert.Contains("bi-cpu", labelled);
    }

    [Fact]
    public void Every_icon_of_the_set_has_shapes()
    {
        Assert.True(IconSet.Contains("lightning-fill"));
        Assert.StartsWith("<path", IconSet.Shapes("lightning-fill"), StringComparison.Ordinal);
        Assert.Equal(IconSet.Shapes(IconSet.Fallback), IconSet.Shapes("\"><script>"));
    }

    [Theory]
    [InlineData("25", "$25.00", "money")]
    [InlineData("-1234.5", "-$1,234.50", "money money-negative")]
    public async Task Money_is_written_in_the_unit_of_the_tenant(string amount, string text, string css)
    {
        var html = await Render.Async(
            new MoneyTagHelper(Render.Look()) { Amount = CreditAmount.FromDecimal(decimal.Parse(amount)) }, "money");
        Assert.Equal($"<span class=\"{css}\">{text}</span>", html);
    }

    [Fact]
    public async Task Money_knows_other_units_and_signs()
    {
        var look = Render.Look(unit: new CreditUnit { Symbol = "", Code = "mana", Decimals = 0 });
        var html = await Render.Async(new MoneyTagHelper(look) { Amount = CreditAmount.FromDecimal(12m), Signed = true }, "money");
        Assert.Contains("12 mana</span>", html);
        Assert.Contains("&#x2B;12", html);
    }

    [Theory]
    [InlineData(-10, "now")]
    [InlineData(-180, "3 minutes ago")]
    [InlineData(-7200, "2 hours ago")]
    [InlineData(7260, "2 hours from now")]
    public async Task Times_are_told_relative_and_exact(int seconds, string words)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var helper = new TimeAgoTagHelper(new RelativeTime(Render.Texts), time) { At = time.GetUtcNow().AddSeconds(seconds) };
        var html = await Render.Async(helper, "time-ago");
        Assert.EndsWith($">{words}</time>", html, StringComparison.Ordinal);
        Assert.Contains("datetime=\"2026-11-20T", html);
        Assert.Contains("UTC\"", html);
    }

    [Fact]
    public async Task No_time_is_a_dash() =>
        Assert.Contains(
            "<span>", await Render.Async(new TimeAgoTagHelper(new RelativeTime(Render.Texts), TimeProvider.System), "time-ago"));

    [Theory]
    [InlineData("success", "check-circle-fill")]
    [InlineData("danger", "x-circle-fill")]
    [InlineData("anything", "circle")]
    public async Task A_state_is_an_icon_and_a_word(string kind, string icon)
    {
        var html = await Render.Async(new StatusTagHelper { Kind = kind, Icon = "" }, "status", "Running");
        Assert.Contains($"bi-{icon}\"", html);
        Assert.Contains("Running", html);
    }

    [Fact]
    public async Task Text_from_outside_is_encoded_everywhere()
    {
        string[] pages =
        [
            await Render.Async(new EmptyStateTagHelper { Title = Evil }, "empty-state"),
            await Render.Async(new PageHeaderTagHelper { Title = Evil, Subtitle = Evil }, "page-header"),
            await Render.Async(
                new PanelTagHelper { Title = Evil, More = "\"" + Evil, MoreText = Evil, ViewContext = AnyPage.Context }, "panel"),
            await Render.Async(new CopyButtonTagHelper(Render.Texts) { Value = Evil }, "copy-button"),
            await Render.Async(new PagerTagHelper(Render.Texts) { Next = "\"" + Evil }, "pager"),
            await Render.Async(new StepsTagHelper(Render.Texts) { All = [Evil], Current = Evil }, "steps"),
            await Render.Async(
                new StatTagHelper { Label = Evil, Value = Evil, Change = Evil, Href = "\"" + Evil, ViewContext = AnyPage.Context }, "stat"),
            await Render.Async(
                new LineChartTagHelper(Render.Texts) { Data = new ChartData([Evil], [new ChartSeries(Evil, [1])]).ToJson(), Label = Evil },
                "line-chart"),
        ];
        Assert.All(pages, page => Assert.DoesNotContain("<script>", page));
        Assert.All(pages, page => Assert.DoesNotContain("alert('x')", page));
    }

    [Fact]
    public async Task Links_inside_the_tenant_get_its_prefix()
    {
        var page = new Page<object>(new object());
        page.Http.Request.PathBase = "/fiatdashboard";
        Assert.Contains(
            "href=\"/fiatdashboard/orders\"",
            await Render.Async(
                new PanelTagHelper { Title = "Orders", More = "~/orders", MoreText = "All", ViewContext = page.Context }, "panel"));
        Assert.StartsWith(
            "<a class=\"stat\" href=\"/fiatdashboard/orders\"",
            await Render.Async(new StatTagHelper { Href = "~/orders", ViewContext = page.Context }, "stat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pager_without_pages_is_nothing_at_all()
    {
        Assert.Equal("", await Render.Async(new PagerTagHelper(Render.Texts) { Previous = "", Next = "" }, "pager"));
        var html = await Render.Async(new PagerTagHelper(Render.Texts) { Next = "/a?x=1&y=2" }, "pager");
        Assert.Contains("href=\"/a?x=1&amp;y=2\"", html);
        Assert.Contains("aria-disabled=\"true\"", html);
    }

    [Theory]
    [InlineData("Provisioning", false, "step-done", "step-current", "step-ahead")]
    [InlineData("Provisioning", true, "step-done", "step-failed", "step-ahead")]
    [InlineData("Running", false, "step-done", "step-done", "step-done")]
    public async Task Steps_say_what_is_done_and_what_comes(string current, bool failed, string first, string second, string third)
    {
        var html = await Render.Async(
            new StepsTagHelper(Render.Texts) { All = ["Queued", "Provisioning", "Running"], Current = current, Failed = failed }, "steps");
        Assert.Matches($"(?s){first}.*{second}.*{third}", html);
        Assert.Equal(1, html.Split("aria-current=\"step\"").Length - 1);
    }

    [Fact]
    public async Task A_chart_is_also_a_table()
    {
        var chart = new ChartData(["Nov 1", "Nov 2"], [new ChartSeries("Balance", [10m, null])], "money");
        var html = await Render.Async(new LineChartTagHelper(Render.Texts) { Data = chart.ToJson(), Label = "Balance" }, "line-chart");
        Assert.Contains("role=\"img\" aria-label=\"Balance\"", html);
        Assert.Contains("<td class=\"money text-end\">$10.00</td>", html);
        Assert.Contains("<th scope=\"row\">Nov 2</th>", html);
    }
}
