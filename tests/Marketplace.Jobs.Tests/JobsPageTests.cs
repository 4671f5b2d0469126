using System.Net;
using Marketplace.Data;
using Marketplace.Jobs.History;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Jobs.Tests;

public sealed class JobsPageTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_administrator_sees_the_tasks_runs_one_now_and_finds_it_in_the_history(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Kind = kind });
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        await Eventually.IsTrueAsync(
            async () => (await admin.GetPageAsync("/admin/jobs")).QuerySelectorAll("[data-test=task-row] time").Length > 0,
            "the schedules are stored");

        var page = await admin.GetPageAsync("/admin/jobs");
        Assert.Contains("Every day at 03:17 UTC", page.QuerySelector("[data-test=recurring-tasks]")!.TextContent, StringComparison.Ordinal);
        var type = StoredNames.Of(typeof(Outbox.HousekeepingTask));
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await admin.Http.PostAsync(
            "/admin/jobs?handler=Run",
            new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = type, ["__RequestVerificationToken"] = token }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await Eventually.IsTrueAsync(
            async () =>
                (await app.InTenantAsync(
                    "mycelium", services => services.GetRequiredService<JobRuns>().ListAsync(new(Type: type), default))).Count > 0,
                    "the task ran");

        var history = await admin.GetPageAsync("/admin/jobs/history?type=" + Uri.EscapeDataString(type));
        Assert.Contains("Succeeded", history.QuerySelector("[data-test=run-row]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(
            (await admin.GetPageAsync("/admin/jobs/history?outcome=Failed&type=" + Uri.EscapeDataString(type))).QuerySelector(
                "[data-test=run-row]"));
    }

    [Fact]
    public async Task Events_that_were_given_up_are_shown_and_delivered_again()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await AddDeliveryAsync(app, "Marketplace.Users.SendAccountMail", attempts: 3, givenUp: true);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        Assert.NotNull((await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-events]"));
        var row = (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[data-handler='Marketplace.Users.SendAccountMail']")!;
        Assert.Contains("Given up", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Last error: not now", row.TextContent, StringComparison.Ordinal);

        var answer = await PostAsync(admin, "Deliver", "Marketplace.Users.SendAccountMail");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await Eventually.IsTrueAsync(
            async () => (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[data-test=waiting-events]") is null,
            "they were delivered");
        Assert.Null((await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-events]"));
        Assert.Equal("jobs.events-delivered", Assert.Single(await ListAuditAsync(app)).Act);
    }

    [Fact]
    public async Task Events_that_nothing_installed_acts_on_are_shown_and_can_be_forgotten_and_no_others()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await AddDeliveryAsync(app, "Acme.Gone", attempts: 0, givenUp: false, days: 8);
        await AddDeliveryAsync(app, "Acme.Coming", attempts: 0, givenUp: false, days: 6);
        // Without an error: what failed would be tried again as soon as the shell begins.
        await AddDeliveryAsync(app, "Marketplace.Users.SendAccountMail", attempts: 12, givenUp: false, error: null);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var page = await admin.GetPageAsync("/admin/jobs");
        Assert.Contains(
            "No installed module acts on them", page.QuerySelector("[data-handler='Acme.Gone']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Tried 12 times", page.QuerySelector("[data-handler='Marketplace.Users.SendAccountMail']")!.TextContent,
            StringComparison.Ordinal);

        await PostAsync(admin, "ForgetEvents", "Marketplace.Users.SendAccountMail");
        await PostAsync(admin, "ForgetEvents", "Acme.Coming");
        await PostAsync(admin, "ForgetEvents", "Acme.Gone");

        page = await admin.GetPageAsync("/admin/jobs");
        Assert.Null(page.QuerySelector("[data-handler='Acme.Gone']"));
        var coming = page.QuerySelector("[data-handler='Acme.Coming']")!;
        Assert.Contains("They can be forgotten when they have waited for 7 days", coming.TextContent, StringComparison.Ordinal);
        Assert.Null(coming.QuerySelector("[data-test=forget-events]"));
        Assert.NotNull(page.QuerySelector("[data-handler='Marketplace.Users.SendAccountMail']"));
        var row = Assert.Single(await ListAuditAsync(app));
        Assert.Equal(("jobs.events-forgotten", "Acme.Gone", "Events: 1"), (row.Act, row.Record, row.BeforeWords));
        Assert.StartsWith("usr_", row.Who, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<AuditRow>> ListAuditAsync(MarketplaceApp app) =>
        app.InTenantAsync("mycelium", async services =>
        {
            var rows = new List<AuditRow>();
            foreach (var source in services.GetServices<IAuditSource>())
                rows.AddRange(await source.ListAsync(new AuditFilter(), before: null, limit: 1000, default));
            return (IReadOnlyList<AuditRow>)[.. rows.Where(x => x.Act.StartsWith("jobs.", StringComparison.Ordinal))];
        });

    private static async Task<HttpResponseMessage> PostAsync(Visitor admin, string handler, string waiting)
    {
        var token = (await admin.GetPageAsync("/admin/jobs")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await admin.Http.PostAsync(
            "/admin/jobs?handler=" + handler,
            new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["waiting"] = waiting, ["__RequestVerificationToken"] = token }));
    }

    /// <summary>A delivery that is due only tomorrow, of a mail to somebody who is gone.</summary>
    private static Task AddDeliveryAsync(
        MarketplaceApp app, string handler, int attempts, bool givenUp, int days = 0, string? error = "not now") =>
        app.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            async db =>
            {
                var (now, id) = (DateTimeOffset.UtcNow, "evt_" + handler);
                await db.ExecuteAsync(
                    """
                    insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by, done_at)
                    values (@id, 'users.account-mail-requested', '{"userId":"usr_gone","kind":"Confirmation","root":"","culture":"en"}',
                    @now, @now, 0, '', @now)
                    """,
                    new { id, now });
                await db.ExecuteAsync(
                    """
                    insert into outbox_deliveries (event_id, handler, created_at, next_attempt_at, attempts, error, given_up_at)
                    values (@id, @handler, @since, @tomorrow, @attempts, @error, @givenUpAt)
                    """,
                    new
                    {
                        id, handler, since = now.AddDays(-days), tomorrow = now.AddDays(1), attempts, error,
                        givenUpAt = givenUp ? now : (DateTimeOffset?)null,
                    });
            },
            default));

    [Fact]
    public async Task Only_who_may_manage_jobs_sees_them()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/jobs")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin/jobs/history")).StatusCode);
    }
}
