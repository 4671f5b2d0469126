using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Marketplace.Access.Tests;

/// <summary>Walks the site along its links and looks at every form: what shows something stored carries its version.</summary>
public sealed class EditFormTests(House house)
{
    /// <summary>Pages whose forms show something and edit nothing, and such forms of pages that edit, by handler: each says why.</summary>
    private static readonly Dictionary<string, string> NoEdit = new(StringComparer.Ordinal)
    {
        ["/admin/content/exchange?handler=Export"] = "asks for a download",
        ["/admin/content/items/{id}?handler=Share"] = "makes a link to the draft, whatever is in it",
        ["/admin/content/new"] = "makes a page",
        ["/admin/credits/adjustments/new"] = "asks for something new; the customer's name comes from the link",
        ["/admin/credits/campaigns/new"] = "makes a campaign",
        ["/admin/credits/transactions/{id}/refund"] = "asks for a refund; the amount is what is left",
        ["/admin/payments/packages/new"] = "makes a package; its id may not exist yet",
        ["/admin/payments/{id}/refund"] = "asks for a refund; the amount is what is left",
        ["/admin/tenants/new"] = "makes a tenant",
        ["/admin/users/new"] = "makes an account",
        ["/dashboard/wallet/transfer"] = "asks for a transfer",
        ["/openapi/try"] = "sends a request of a program",
    };

    private const int MostPages = 400;

    [Theory]
    [InlineData(Caller.Administrator)]
    [InlineData(Caller.Customer)]
    public async Task Every_form_that_shows_something_stored_carries_its_version(Caller caller)
    {
        var wrong = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var edits = 0;
        var queue = new Queue<string>(
            ["/admin", "/dashboard", "/dashboard/settings", "/dashboard/settings/notifications", "/dashboard/wallet/auto-topup"]);
        while (queue.TryDequeue(out var path) && seen.Count < MostPages)
        {
            if (house.PatternOf(path) is not { } pattern || !seen.Add(pattern))
                continue;
            var answer = await house.As(caller).FollowAsync(await house.As(caller).GetAsync(path));
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = await Testing.Visitor.ReadPageAsync(answer);
            foreach (var form in page.Forms.Where(
                x => string.Equals(x.Method, "post", StringComparison.OrdinalIgnoreCase) && ShowsSomething(x)))
            {
                edits++;
                if (!NoEdit.ContainsKey(pattern) && !NoEdit.ContainsKey(pattern + HandlerOf(form))
                    && !form.QuerySelectorAll("input[type=hidden]").Any(LostUpdateTests.IsVersion))
                    wrong.Add($"{pattern}: {form.GetAttribute("data-test") ?? form.GetAttribute("action") ?? "a form"}");
            }

            foreach (var link in page.QuerySelectorAll("a[href]").Select(x => x.GetAttribute("href")!.Split('?', '#')[0]))
            {
                if (link.StartsWith("/admin", StringComparison.Ordinal) || link.StartsWith("/dashboard", StringComparison.Ordinal))
                    queue.Enqueue(link);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(edits >= (caller == Caller.Administrator ? 8 : 3), $"Only {edits} forms on {seen.Count} pages.");
    }

    /// <returns>As it stands in the form's address; empty for the page's own.</returns>
    private static string HandlerOf(IHtmlFormElement form) =>
        form.GetAttribute("action") is { } action && action.IndexOf("?handler=", StringComparison.Ordinal) is >= 0 and var at
            ? action[at..].Split('&')[0]
            : "";

    private static bool ShowsSomething(IHtmlFormElement form) => form.Elements.Where(x => x.HasAttribute("name")).Any(x => x switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked && !box.IsDisabled,
        IHtmlInputElement { Type: "hidden" or "submit" or "button" or "file" or "password" or "search" } => false,
        IHtmlInputElement input => input.Value.Length > 0,
        IHtmlTextAreaElement area => area.Value.Trim().Length > 0,
        IHtmlSelectElement select => select.Options.Any(y => y.HasAttribute("selected")),
        _ => false,
    });
}
