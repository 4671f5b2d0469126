using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Tests.Approvals;

/// <summary>One person asks, another agrees, and it is done once: for anything that a module brings as a kind.</summary>
public sealed class ApprovalTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";
    private const string Ada = "usr_ada";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_done_once_in_the_transaction_of_whoever_agrees(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var id = await probe.AskedAsync();
        Assert.Equal(0, probe.Kind.Done);

        var answers = await Race.RunAsync(
            Enumerable.Range(0, 8).Select(i => (Func<Task<ApprovalAnswer>>)(() => probe.ApproveAsync(id, Otto + i))));

        var approved = Assert.Single(answers.OfType<ApprovalAnswer.Approved>());
        Assert.All(answers.Where(x => x != approved), x => Assert.Equal(new ApprovalAnswer.AlreadyDecided(ApprovalState.Approved), x));
        Assert.Equal((1, 1L), (probe.Kind.Done, await probe.Shell.CountAsync("documents")));
        Assert.Equal(
            ["approvals.asked", "approvals.approved"], (await probe.AuditAsync("thing")).Select(x => x.Act));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Those_who_can_approve_it_are_told_and_nobody_else(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        probe.Holders.All.AddRange([Olga, Otto, Ada]);
        await probe.AskedAsync();
        await probe.Shell.SettleAsync();

        var told = Assert.Single(probe.Shell.Notifier.Told);
        Assert.Equal((Otto, "To approve: Do it"), (told.Notification.UserId, told.Subject));
        Assert.Contains("Why: Because", told.Body, StringComparison.Ordinal);

        var decided = await probe.AskedAsync("another");
        await probe.RefuseAsync(decided, Otto);
        await probe.Shell.SettleAsync();
        Assert.Single(probe.Shell.Notifier.Told);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_dies_half_way_leaves_nothing_and_waits_on(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var id = await probe.AskedAsync();
        probe.Kind.Dies = true;
        await Assert.ThrowsAsync<IOException>(() => probe.ApproveAsync(id, Otto));
        probe.Kind.Dies = false;
        probe.Kind.Impossible = "There is too little.";
        Assert.Equal("There is too little.", Assert.IsType<ApprovalAnswer.Impossible>(await probe.ApproveAsync(id, Otto)).Words);

        Assert.Equal((0, 0L), (probe.Kind.Done, await probe.Shell.CountAsync("documents")));
        Assert.Single(await probe.AuditAsync("thing"));
        probe.Kind.Impossible = null;
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(id, Otto));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_asks_who_approves_and_who_gains_are_three_people_whatever_their_accounts(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        probe.Users.Add(Olga, "olga@example.com").Add(Otto, "otto@example.com").Add(Ada, "ada@gmail.com")
            .Add("usr_olga2", "OLGA+second@example.com").Add("usr_ada2", "a.d.a+x@googlemail.com").Add("usr_eve", "eve@example.com");

        Assert.IsType<ApprovalAsked.OwnInterest>(await probe.AskAsync(by: Ada));
        Assert.IsType<ApprovalAsked.OwnInterest>(await probe.AskAsync(by: "usr_ada2"));
        Assert.Equal(0, await probe.Shell.CountAsync("approvals"));
        var id = await probe.AskedAsync();
        foreach (var who in new[] { Olga, "usr_olga2" })
        {
            Assert.IsType<ApprovalAnswer.OwnRequest>(await probe.ApproveAsync(id, who));
            Assert.IsType<ApprovalAnswer.OwnRequest>(await probe.RefuseAsync(id, who));
        }

        foreach (var who in new[] { Ada, "usr_ada2" })
            Assert.IsType<ApprovalAnswer.OwnInterest>(await probe.ApproveAsync(id, who));
        Assert.Equal(0, probe.Kind.Done);
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(id, "usr_eve"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_has_their_account_or_roles_from_who_asks_does_not_decide(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        await probe.WriteAsync("users.invited", by: Olga, concerns: "usr_colleague");
        probe.Shell.Time.Advance(ApprovalRequest.Patience + TimeSpan.FromMinutes(1));
        await probe.WriteAsync("users.roles-changed", by: Olga, concerns: "usr_before");
        await probe.WriteAsync("users.locked", by: Olga, concerns: "usr_unlocked");
        var id = await probe.AskedAsync();
        probe.Shell.Time.Advance(TimeSpan.FromHours(1));
        await probe.WriteAsync("users.invited", by: Olga, concerns: "usr_after");
        await probe.WriteAsync("users.invited", by: "usr_after", concerns: "usr_of_after");
        await probe.WriteAsync("users.roles-changed", by: "usr_of_after", concerns: "usr_after");
        await probe.WriteAsync("users.invited", by: Otto, concerns: "usr_of_otto");
        probe.Holders.Roles["usr_guest"] = "Customer";
        await probe.WriteAsync("users.permissions-changed", by: Olga, concerns: null, record: "Customer");

        foreach (var who in new[] { "usr_before", "usr_after", "usr_of_after", "usr_guest" })
        {
            Assert.IsType<ApprovalAnswer.MadeByAsker>(await probe.ApproveAsync(id, who));
            Assert.IsType<ApprovalAnswer.MadeByAsker>(await probe.RefuseAsync(id, who));
        }

        probe.Holders.All.AddRange([Olga, "usr_before", "usr_after", "usr_of_after"]);
        Assert.Equal(0, await probe.CountApproversAsync(id));
        probe.Holders.All.AddRange(["usr_colleague", "usr_unlocked", "usr_of_otto", Otto]);
        Assert.Equal(4, await probe.CountApproversAsync(id));
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(id, "usr_colleague"));
    }

    [Fact]
    public async Task The_command_line_decides_whoever_it_was_that_made_the_accounts()
    {
        await using var probe = await Probe.CreateAsync(DatabaseKind.Sqlite);
        await probe.WriteAsync("users.invited", by: Acting.CommandLine, concerns: Olga);
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(await probe.AskedAsync(), Acting.CommandLine));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_lost_the_permission_meanwhile_decides_nothing(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var id = await probe.AskedAsync();
        probe.Holders.Without.Add(Otto);

        Assert.Equal(new ApprovalAnswer.NotAllowed("ApproveProbes"), await probe.ApproveAsync(id, Otto));
        Assert.Equal(new ApprovalAnswer.NotAllowed("ApproveProbes"), await probe.RefuseAsync(id, Otto));

        Assert.Equal((0, 0), (probe.Kind.Done, probe.Kind.Closed.Count));
        probe.Holders.Without.Clear();
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(id, Otto));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_refused_with_a_reason_and_withdrawn_by_whoever_asked_only(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var first = await probe.AskedAsync("first");
        var second = await probe.AskedAsync("second");
        Assert.IsType<ApprovalAnswer.ReasonMissing>(await probe.RefuseAsync(first, Otto, " "));
        Assert.IsType<ApprovalAnswer.ReasonMissing>(await probe.RefuseAsync(first, Otto, new string('x', 501)));
        Assert.IsType<ApprovalAnswer.OthersRequest>(await probe.WithdrawAsync(second, Otto));

        Assert.Equal(
            "Too much", Assert.IsType<ApprovalAnswer.Closed>(await probe.RefuseAsync(first, Otto, "Too much")).Approval.DecisionReason);
        Assert.IsType<ApprovalAnswer.Closed>(await probe.WithdrawAsync(second, Olga));

        Assert.Equal([("first", ApprovalState.Refused), ("second", ApprovalState.Withdrawn)], probe.Kind.Closed);
        Assert.IsType<ApprovalAnswer.AlreadyDecided>(await probe.ApproveAsync(first, Otto));
        Assert.Equal(
            ("approvals.refused", "Too much", Otto), (await probe.AuditAsync("first")).Select(x => (x.Act, x.Reason, x.Who)).Last());
        Assert.IsType<ApprovalAnswer.NotFound>(await probe.ApproveAsync("apr_unknown", Otto));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_request_about_a_record_waits_at_a_time_and_ends_after_its_patience(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var id = await probe.AskedAsync();
        Assert.Equal(new ApprovalAsked.AlreadyWaiting(id), await probe.AskAsync());
        probe.Shell.Time.Advance(ApprovalRequest.Patience);

        Assert.Equal(new ApprovalAnswer.AlreadyDecided(ApprovalState.Expired), await probe.ApproveAsync(id, Otto));

        var again = await probe.AskedAsync();
        Assert.NotEqual(id, again);
        Assert.IsType<ApprovalAnswer.Approved>(await probe.ApproveAsync(again, Otto));
        Assert.Equal(1, probe.Kind.Done);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_day_of_one_person_is_counted_together_however_many_ask_at_once(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        var asked = await Race.RunAsync(
            Enumerable.Range(0, 8).Select(i => (Func<Task<ApprovalAsked>>)(() => probe.AskAsync($"thing{i}", worth: 30, limit: 100))));
        Assert.Equal((3, 5), (asked.OfType<ApprovalAsked.Alone>().Count(), asked.OfType<ApprovalAsked.Waiting>().Count()));

        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("small", worth: 10, limit: 100));
        Assert.IsType<ApprovalAsked.Waiting>(await probe.AskAsync("smaller", worth: 0.000001m, limit: 100));
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("other person", worth: 100, limit: 100, by: Otto));
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("other scope", worth: 100, limit: 100, scope: "other"));
        probe.Shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("next day", worth: 100, limit: 100));
        Assert.IsType<ApprovalAsked.Waiting>(await probe.AskAsync("never alone", worth: 100.000001m, limit: 100, by: "usr_new"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Acts_of_a_day_count_too_and_what_is_rolled_back_does_not(DatabaseKind database)
    {
        await using var probe = await Probe.CreateAsync(database);
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("rolled back", worth: 60, limit: 100, count: 2, commit: false));
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("first", worth: 60, limit: 100, count: 2));
        Assert.IsType<ApprovalAsked.Alone>(await probe.AskAsync("second", worth: 1, limit: 100, count: 2));
        Assert.IsType<ApprovalAsked.Waiting>(await probe.AskAsync("third", worth: 1, limit: 100, count: 2));
        Assert.IsType<ApprovalAsked.Waiting>(await probe.AskAsync("nothing alone", worth: 0.01m, limit: 0, count: 2, by: "usr_new"));
    }

    [Fact]
    public async Task Where_nobody_else_is_there_it_says_so_and_the_command_line_goes_on()
    {
        await using var probe = await Probe.CreateAsync(DatabaseKind.Sqlite);
        probe.Holders.All.AddRange([Olga, Ada]);
        var id = await probe.AskedAsync();
        Assert.Equal(0, await probe.CountApproversAsync(id));
        probe.Holders.All.Add(Otto);
        Assert.Equal(1, await probe.CountApproversAsync(id));

        var output = new StringWriter();
        Assert.Equal(0, await probe.CommandAsync(output));
        Assert.Contains(id, output.ToString(), StringComparison.Ordinal);
        probe.Shell.Get<TestActor>().Now = new Acting(Acting.CommandLine, null, "root@server");
        Assert.Equal(0, await probe.CommandAsync(output, "--approve", id));

        Assert.Equal(1, probe.Kind.Done);
        Assert.Equal((Acting.CommandLine, "root@server"), (await probe.AuditAsync("thing")).Select(x => (x.Who, x.Address)).Last());
        Assert.Equal(1, await probe.CommandAsync(output, "--approve", id));
        Assert.Contains("not waiting any more", output.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<CommandUsageException>(() => probe.CommandAsync(output, "--refuse", id));
        await Assert.ThrowsAsync<CommandUsageException>(() => probe.CommandAsync(output, "--refuse", id, "--approve", id));
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_refused_before_anything_happens()
    {
        await using var probe = await Probe.CreateAsync(DatabaseKind.Sqlite);
        var good = new ApprovalRequest(ProbeKind.KindId, "thing", Olga, StoredText.Plain("Do it"), StoredText.Plain("Because"));
        foreach (var bad in new[]
            { good with { Kind = "none" }, good with { Reason = StoredText.Plain(" ") },
                good with { Reason = StoredText.Plain(new string('x', 501)) }, good with { Amount = new CreditAmount(-1) } })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => probe.Shell.InScopeAsync((IApproval x) =>
                probe.Shell.Database.InTransactionAsync(db => x.AskAsync(db, bad, null, default), default)));
        }

        Assert.Equal(0, await probe.Shell.CountAsync("approvals"));
    }
}
