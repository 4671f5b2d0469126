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
            async () => (await admin.GetPageAsync("/admin/jobs")).QuerySelectorAll("[data-test=task-row] time").Length > 0, "the schedules are stored");

        var page = await admin.GetPageAsync("/admin/jobs");
        Assert.Contains("Every day at 03:17 UTC", page.QuerySelector("[data-test=recurring-tasks]")!.TextContent, StringComparison.Ordinal);
        var type = StoredNames.Of(typeof(Outbox.HousekeepingTask));
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await admin.Http.PostAsync(
            "/admin/jobs?handler=Run", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = type, ["__RequestVerificationToken"] = token }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await Eventually.IsTrueAsync(
            async () => (await app.InTenantAsync("mycelium", services => services.GetRequiredService<JobRuns>().ListAsync(new(Type: type), default))).Count > 0, "the task ran");

        var history = await admin.GetPageAsync("/admin/jobs/history?type=" + Uri.EscapeDataString(type));
        Assert.Contains("Succeeded", history.QuerySelector("[data-test=run-row]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await admin.GetPageAsync("/admin/jobs/history?outcome=Failed&type=" + Uri.EscapeDataString(type))).QuerySelector("[data-test=run-row]"));
    }

    [Fact]
    public async Task Events_that_were_given_up_are_shown_and_delivered_again()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by, error)
                values ('evt_1', 'tests.nothing', '{}', @now, @now, @attempts, '', 'Nobody: not now')
                """,
                new { now = DateTimeOffset.UtcNow, attempts = OutboxRelay.MaxAttempts }),
            default));
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        Assert.NotNull((await admin.GetPageAsync("/admin")).QuerySelector("[data-test=attention-jobs]"));

        var answer = await admin.SubmitAsync("/admin/jobs", new Dictionary<string, string>(StringComparer.Ordinal), "Deliver");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null((await admin.GetPageAsync("/admin/jobs")).QuerySelector("[data-test=given-up-events]"));
    }

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
