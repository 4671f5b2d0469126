using System.Net;
using Marketplace.Testing;

namespace Marketplace.SampleModule.Tests;

public sealed class PageTests(Hosts hosts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_customer_leaves_a_greeting_and_finds_the_answer_on_their_dashboard(DatabaseKind kind)
    {
        var app = await hosts.GetAsync(kind);
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.NotNull((await customer.GetPageAsync("/dashboard/greetings")).QuerySelector("a[href='/guestbook']"));
        await LeaveAsync(customer, "Hello from Cora");

        var answer = "";
        var started = TimeProvider.System.GetTimestamp();
        while (answer.Length == 0 && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            var page = await customer.GetPageAsync("/dashboard/greetings");
            Assert.Contains("Hello from Cora", page.QuerySelector("[data-test=my-greetings]")!.TextContent, StringComparison.Ordinal);
            answer = page.QuerySelector("[data-test=answer]")?.TextContent ?? "";
            await Task.Delay(100);
        }

        Assert.Equal("Thank you for your kind words.", answer);
        using var stranger = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/dashboard/greetings")).StatusCode);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_guestbook_wears_the_tenants_theme_and_takes_a_form(DatabaseKind kind)
    {
        var app = await hosts.GetAsync(kind);
        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.Redirect, (await LeaveAsync(visitor, "Hello <b>there</b>")).StatusCode);

        var page = await visitor.GetPageAsync("/guestbook");
        Assert.Contains("Hello <b>there</b>", page.QuerySelector("[data-test=greetings]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("header a[href='/guestbook'], nav a[href='/guestbook']"));

        var empty = await Visitor.ReadPageAsync(await LeaveAsync(visitor, ""));
        Assert.NotNull(empty.QuerySelector("form[data-test=greet] .field-error"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Editors_see_and_remove_greetings_and_do_not_see_the_settings(DatabaseKind kind)
    {
        var app = await hosts.GetAsync(kind);
        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        await LeaveAsync(editor, "Hello from Edda");

        var list = await editor.GetPageAsync("/admin/greetings");
        Assert.NotNull(list.QuerySelector("nav a[href='/admin/greetings']"));
        Assert.Null(list.QuerySelector("nav a[href='/admin/greetings/settings']"));
        var refused = await editor.GetAsync("/admin/greetings/settings");
        Assert.Contains("/account/access-denied", refused.Headers.Location!.ToString(), StringComparison.Ordinal);

        var row = list.QuerySelectorAll("[data-test=greetings] tr")
            .Single(x => x.TextContent.Contains("Hello from Edda", StringComparison.Ordinal));
        var id = row.QuerySelector("input[name=id]")!.GetAttribute("value")!;
        await editor.SubmitAsync(list, "/admin/greetings", Fields(("id", id)));
        Assert.Null((await editor.GetPageAsync("/admin/greetings")).QuerySelector($"input[value='{id}']"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_saves_settings_that_somebody_else_changed_is_shown_both(DatabaseKind kind)
    {
        const string path = "/admin/greetings/settings";
        var app = await hosts.GetAsync(kind);
        using var first = app.NewVisitor();
        using var second = app.NewVisitor();
        await first.SignInAsync("admin@example.com");
        await second.SignInAsync("admin@example.com");
        var open = await second.GetPageAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, (await first.SubmitAsync(path, Fields(("Input.KeepDays", "100")))).StatusCode);
        var conflict = await Visitor.ReadPageAsync(await second.SubmitAsync(open, path, Fields(("Input.KeepDays", "200"))));
        Assert.Contains("100", conflict.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("200", conflict.QuerySelector("[name='Input.KeepDays']")!.GetAttribute("value"));

        var again = await second.SubmitAsync(conflict, path, Fields(("Input.KeepDays", "200")));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var saved = (await first.GetPageAsync(path)).QuerySelector("[name='Input.KeepDays']")!;
        Assert.Equal("200", saved.GetAttribute("value"));
    }

    private static Task<HttpResponseMessage> LeaveAsync(Visitor visitor, string text) =>
        visitor.SubmitAsync("/guestbook", Fields(("Text", text)));

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
