using System.Net;
using System.Text;
using AngleSharp.Dom;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests;

/// <summary>
/// Every write of the product asks who acts now, and for whom its page was made: whatever a module adds tomorrow does too, because no
/// module has a part in it.
/// </summary>
public sealed class PageUserTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Administrator)]
    public async Task Every_form_says_for_whom_its_page_was_made(Caller caller)
    {
        var wrong = new List<string>();
        var forms = 0;
        foreach (var door in house.Doors.Where(x => x is { IsPage: true, Method: "GET" }))
        {
            using var answer = await house.As(caller).Http.GetAsync(door.Path);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = await Visitor.ReadPageAsync(answer);
            foreach (var form in page.QuerySelectorAll("form[method=post]"))
            {
                forms++;
                var mark = form.QuerySelector($"input[name={PageUser.Field}]")?.GetAttribute("value");
                if (string.IsNullOrEmpty(mark) || mark == PageUser.Nobody != (caller == Caller.Anonymous))
                    wrong.Add($"{door} has a form that says \"{mark}\": {form.GetAttribute("action")}");
            }
        }

        AssertNone(wrong);
        Assert.True(forms > 1, "Hardly any form was found.");
    }

    [Fact]
    public async Task No_page_acts_for_somebody_who_signed_in_after_it_was_made()
    {
        var mark = await MarkAsync(house.As(Caller.Customer));
        var wrong = new List<string>();
        foreach (var door in Writes)
        {
            using var request = Write(door, mark);
            using var answer = await house.As(Caller.Administrator).Http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Conflict)
                wrong.Add($"{door} answered {(int)answer.StatusCode}");
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task No_page_of_a_visitor_acts_for_somebody_who_signed_in_since()
    {
        var wrong = new List<string>();
        foreach (var door in Writes.Where(x => !x.IsPage))
        {
            using var request = Write(door, PageUser.Nobody);
            using var answer = await house.As(Caller.Customer).Http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Conflict)
                wrong.Add($"{door} answered {(int)answer.StatusCode}");
        }

        AssertNone(wrong);
    }

    [Theory]
    [InlineData("update users set lockout_end = @forever, lockout_enabled = @yes where email = @email")]
    [InlineData("delete from users where email = @email")]
    [InlineData("delete from user_roles where user_id = (select id from users where email = @email)")]
    public async Task Nothing_is_written_for_somebody_who_was_locked_or_removed_or_lost_their_roles(string change)
    {
        var email = $"gone-{Guid.NewGuid():N}@example.com";
        using var visitor = house.App.NewVisitor();
        await visitor.SubmitAsync("/account/register", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Name"] = "Gone", ["Input.Email"] = email, ["Input.Password"] = MarketplaceApp.Password,
        });
        await ExecuteAsync(
            """
            insert into user_roles (user_id, role_id)
            select u.id, r.id from users u, roles r where u.email = @email and r.name = 'Administrator'
            """,
            email);
        var mark = await MarkAsync(visitor);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/users")).StatusCode);
        // As another process does it: nothing in this one is told.
        await ExecuteAsync(change, email);

        var losesRoles = change.Contains("user_roles", StringComparison.Ordinal);
        var wrong = new List<string>();
        foreach (var door in Writes.Where(x => !x.IsOpen && (!losesRoles || x.IsAdmin)))
        {
            using var request = Write(door, mark);
            using var answer = await visitor.Http.SendAsync(request);
            var target = answer.Headers.Location?.OriginalString ?? "";
            var isRefused = losesRoles
                ? answer.StatusCode is HttpStatusCode.Forbidden || target.Contains("/account/access-denied", StringComparison.Ordinal)
                : answer.StatusCode is HttpStatusCode.Unauthorized;
            if (!isRefused)
                wrong.Add($"{door} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        AssertNone(wrong);
    }

    /// <summary>Signing out acts from any page: whose it was does not matter.</summary>
    private IEnumerable<Door> Writes => house.Doors
        .Where(x => x is { IsSafe: false, Path: not "/account/logout" } && !x.Path.StartsWith("/error", StringComparison.Ordinal));

    private static HttpRequestMessage Write(Door door, string mark)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Path);
        if (door.IsPage)
        {
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create(PageUser.Field, mark)]);
            return request;
        }

        request.Headers.Add(PageUser.Header, mark);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return request;
    }

    private static async Task<string> MarkAsync(Visitor visitor) =>
        (await visitor.GetPageAsync("/dashboard/settings")).DocumentElement.GetAttribute("data-page-user")!;

    private Task ExecuteAsync(string sql, string email)
    {
        var values = new { email, yes = true, forever = new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero) };
        return house.App.InTenantAsync(
            "mycelium",
            services => services.GetRequiredService<IDatabase>()
                .InTransactionAsync(db => db.ExecuteAsync(sql, values), CancellationToken.None));
    }

    private static void AssertNone(List<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong));
}
