using System.Data.Common;
using Marketplace.Audit.Trail;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Audit.Tests.Trail;

public sealed class AuditTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_row_says_who_did_what_to_whom_from_where_and_why(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        await WriteAsync(shell, new AuditEntry("probe.changed", "rec_1")
        {
            Concerns = "usr_ada", Before = "1", After = new string('x', 3000), Reason = "Because", Link = "~/admin/x",
        });

        var row = Assert.Single(await shell.Get<IAuditSource>().ListAsync(new AuditFilter(), null, 10, default));
        Assert.Equal(
            ("usr_olga", "olga@example.com", "192.0.2.1", "probe.changed", "rec_1"),
            (row.Who, row.WhoName, row.Address, row.Act, row.Record));
        Assert.Equal(("usr_ada", "1", "Because", "~/admin/x"), (row.Concerns, row.BeforeWords, row.Reason, row.Link));
        Assert.Equal((2001, shell.Time.GetUtcNow()), (row.AfterWords!.Length, row.At));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_rolled_back_leaves_no_row_and_a_row_is_never_changed(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        await using (var db = await shell.Database.BeginAsync(default))
            await shell.Get<IAudit>().WriteAsync(db, new AuditEntry("probe.changed", "rec_0"), default);
        await WriteAsync(shell, new AuditEntry("probe.changed", "rec_1"));
        Assert.Equal(1, await shell.CountAsync("audit_rows"));

        foreach (var sql in new[] { "update audit_rows set who = 'nobody'", "delete from audit_rows" })
            await Assert.ThrowsAnyAsync<DbException>(() => shell.Database.InTransactionAsync(db => db.ExecuteAsync(sql), default));

        Assert.Equal(1, await shell.CountAsync("audit_rows"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Rows_are_found_by_what_is_asked_for_newest_first_page_by_page(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        for (var i = 0; i < 6; i++)
        {
            shell.Time.Advance(TimeSpan.FromHours(12));
            await WriteAsync(
                shell,
                new AuditEntry(i % 2 == 0 ? "probe.changed" : "probe.moved", "rec_" + i)
                { Who = i < 3 ? "usr_otto" : null, Concerns = i == 4 ? "usr_ada" : null });
        }

        Assert.Equal(["rec_5", "rec_4", "rec_3", "rec_2"], await RecordsAsync(new AuditFilter()));
        Assert.Equal(["rec_4", "rec_2", "rec_0"], await RecordsAsync(new AuditFilter(Act: "probe.changed")));
        Assert.Equal(["rec_2", "rec_1", "rec_0"], await RecordsAsync(new AuditFilter(Who: "usr_otto")));
        Assert.Equal(["rec_4"], await RecordsAsync(new AuditFilter(Concerns: "usr_ada")));
        Assert.Equal(["rec_3"], await RecordsAsync(new AuditFilter(Record: "rec_3")));
        var now = shell.Time.GetUtcNow();
        Assert.Equal(["rec_4", "rec_3"], await RecordsAsync(new AuditFilter(From: now.AddHours(-24), Until: now)));
        var page = await shell.InScopeAsync((ListAudit x) => x.ExecuteAsync(new AuditFilter(), null, 4, default));
        Assert.Equal(
            ["rec_1", "rec_0"],
            (await shell.InScopeAsync((ListAudit x) => x.ExecuteAsync(new AuditFilter(), page.Next, 4, default))).Rows.Select(
                x => x.Record));

        async Task<IEnumerable<string>> RecordsAsync(AuditFilter filter) =>
            (await shell.InScopeAsync((ListAudit x) => x.ExecuteAsync(filter, null, 4, default))).Rows.Select(x => x.Record);
    }

    private static Task WriteAsync(TestShell shell, AuditEntry entry) =>
        shell.Database.InTransactionAsync(async db =>
        {
            await shell.Get<IAudit>().WriteAsync(db, entry, default);
            return true;
        }, default);
}
