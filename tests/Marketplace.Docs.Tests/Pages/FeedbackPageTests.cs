using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Pages;

public sealed class FeedbackPageTests(DocsHost host)
{
    [Fact]
    public async Task A_reader_without_a_script_writes_and_an_editor_marks_it_as_done()
    {
        var app = await host.GetAsync();
        using var reader = app.NewVisitor();
        var link = (await reader.GetPageAsync("/docs/credits")).QuerySelector("[data-vote=no]")!.GetAttribute("href")!;
        var sent = await reader.SubmitAsync(link, Fields(("Comment", "Which <b>card</b>?")));
        Assert.Equal("/docs/credits", sent.Headers.Location!.ToString());

        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        var list = await editor.GetPageAsync("/admin/docs/feedback?comment=true");
        var row = list.QuerySelectorAll("[data-test=feedback] tbody tr")
            .Single(x => x.TextContent.Contains("Which <b>card</b>?", StringComparison.Ordinal));
        Assert.Contains("Not helpful", row.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(list.QuerySelectorAll("[data-test=figures] tbody tr"));
        var id = row.GetAttribute("data-id")!;
        await editor.SubmitAsync(list, "/admin/docs/feedback", Fields(("id", id)));
        Assert.Null((await editor.GetPageAsync("/admin/docs/feedback")).QuerySelector($"tr[data-id='{id}']"));
        Assert.NotNull((await editor.GetPageAsync("/admin/docs/feedback?state=Done")).QuerySelector($"tr[data-id='{id}']"));
    }

    [Fact]
    public async Task A_script_sends_the_vote_and_then_the_comment()
    {
        using var reader = (await host.GetAsync()).NewVisitor("/fiatdashboard");
        var answer = await reader.PostJsonAsync(
            "/api/docs/feedback", new { group_id = "cgr_/docs/buying", language = "en", helpful = true });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal(
            HttpStatusCode.OK, (await reader.PostJsonAsync($"/api/docs/feedback/{id}/comment", new { comment = "Clear." })).StatusCode);

        foreach (var wrong in new object[]
        {
            new { group_id = "cgr_gone", language = "en", helpful = true }, new { group_id = "cgr_/docs/buying", language = "en" },
            new { group_id = 5, helpful = "yes" }, new { },
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await reader.PostJsonAsync("/api/docs/feedback", wrong)).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await reader.PostJsonAsync($"/api/docs/feedback/{id}/comment", new { comment = "Again." })).StatusCode);

        var elsewhere = await reader.PostJsonAsync(
            "/api/docs/feedback", new { group_id = "cgr_/docs/buying", helpful = true }, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Only_editors_see_the_way_to_the_editor_and_the_pages_about_feedback_and_order()
    {
        var app = await host.GetAsync();
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.Null((await customer.GetPageAsync("/docs/credits")).QuerySelector("[data-test=edit]"));
        foreach (var address in new[] { "/admin/docs/feedback", "/admin/docs/tree" })
            Assert.Contains("access-denied", (await customer.GetAsync(address)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
