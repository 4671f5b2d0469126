using Marketplace.Audit.Approvals;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Tests.Approvals;

/// <summary>An approved change of settings meets what is stored then, which other processes and people change too.</summary>
public sealed class SettingsApprovalTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_others_changed_beside_it_meanwhile_stays(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await ApprovedAsync(shell, new Limits(100, 25), new Limits(500, 25));
        shell.Tenant.Set(LimitsKind.Limited, new Limits(100, 5));
        await shell.SettleAsync();
        Assert.Equal(new Limits(500, 5), Stored(shell));
        Assert.Empty(shell.Notifier.Told);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Where_somebody_changed_the_same_nothing_is_changed_and_both_are_told_once(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var id = await ApprovedAsync(shell, new Limits(100, 25), new Limits(500, 25));
        shell.Tenant.Set(LimitsKind.Limited, new Limits(40, 25));
        await shell.SettleAsync();
        await DeliverAsync(shell, id);

        Assert.Equal(new Limits(40, 25), Stored(shell));
        Assert.Equal([Olga, Otto], shell.Notifier.Told.Select(x => x.Notification.UserId));
        Assert.All(shell.Notifier.Told, x => Assert.Contains("Raise it", x.Subject, StringComparison.Ordinal));
        var filter = new AuditFilter(Record: LimitsKind.Limited);
        var audit = await shell.InScopeAsync((IAuditSource x) => x.ListAsync(filter, null, 100, default));
        Assert.Equal(
            ["approvals.not-done", "approvals.approved", "approvals.asked"], audit.Select(x => x.Act));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_delivery_that_comes_again_undoes_nothing_that_was_set_since(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        var id = await ApprovedAsync(shell, new Limits(100, 25), new Limits(500, 25));
        await shell.SettleAsync();
        await DeliverAsync(shell, id);
        Assert.Equal(new Limits(500, 25), Stored(shell));
        Assert.Empty(shell.Notifier.Told);

        shell.Tenant.Set(LimitsKind.Limited, new Limits(50, 25));
        await DeliverAsync(shell, id);
        Assert.Equal(new Limits(50, 25), Stored(shell));
    }

    [Fact]
    public async Task A_section_that_nobody_stored_yet_is_what_its_defaults_say()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite, stored: null);
        await ApprovedAsync(shell, new Limits(), new Limits(9, 3));
        await shell.SettleAsync();
        Assert.Equal(new Limits(9, 3), Stored(shell));
    }

    [Fact]
    public async Task A_request_of_an_older_version_says_nothing_of_before_and_is_done()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite);
        await shell.InScopeAsync(async (ChangeApprovedSettings x) =>
        {
            await x.HandleAsync(new SettingsApproved(LimitsKind.Limited, """{"above":7}"""), "evt_1", default);
            return true;
        });
        Assert.Equal(new Limits(7, 25), Stored(shell));
    }

    [Fact]
    public async Task Settings_of_a_feature_that_was_switched_off_meanwhile_wait_for_it()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite);
        var lost = new SettingsApproved("another", """{"above":7}""");
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => shell.InScopeAsync(async (ChangeApprovedSettings x) =>
            {
                await x.HandleAsync(lost, "evt_1", default);
                return true;
            }));
        Assert.Contains("is off", failed.Message, StringComparison.Ordinal);
        Assert.Empty(shell.Notifier.Told);
    }

    private static Limits Stored(TestShell shell) => shell.Tenant.Settings.Get<Limits>(LimitsKind.Limited);

    private static async Task<TestShell> CreateAsync(DatabaseKind kind) => await CreateAsync(kind, new Limits(100, 25));

    private static async Task<TestShell> CreateAsync(DatabaseKind kind, Limits? stored)
    {
        var shell = await TestShell.CreateAsync(
            kind, setup => setup.Services.AddApprovalKind<LimitsKind>().AddScoped<ChangeApprovedSettings>(), new Startup());
        if (stored is not null)
            shell.Tenant.Set(LimitsKind.Limited, stored);
        return shell;
    }

    private static async Task<string> ApprovedAsync(TestShell shell, Limits before, Limits after)
    {
        var request = new ApprovalRequest(
            LimitsKind.KindId, LimitsKind.Limited, Olga, StoredText.Plain("Raise it"), StoredText.Plain("Busy season"))
        { Payload = SettingsApprovalKind.PayloadOf(before, after) };
        return await shell.InScopeAsync(async (IApproval x) =>
        {
            var asked = await shell.Database.InTransactionAsync(db => x.AskAsync(db, request, alone: null, default), default);
            var id = Assert.IsType<ApprovalAsked.Waiting>(asked).Id;
            Assert.IsType<ApprovalAnswer.Approved>(await x.ApproveAsync(id, Otto, default));
            return id;
        });
    }

    /// <summary>As after a process that died between the change and the note that it was delivered.</summary>
    private static async Task DeliverAsync(TestShell shell, string id) =>
        await shell.InScopeAsync(async (ChangeApprovedSettings x) =>
        {
            var payload = SettingsApprovalKind.PayloadOf(new Limits(100, 25), new Limits(500, 25));
            await x.HandleAsync(new SettingsApproved(LimitsKind.Limited, payload, id), "evt_1", default);
            return true;
        });

    internal sealed record Limits(int Above = 1, int Acts = 2)
    {
        public Limits()
            : this(1)
        {
        }
    }

    internal sealed class LimitsKind(IOutbox outbox) : SettingsApprovalKind<Limits>(outbox)
    {
        public const string KindId = "probe.limits";
        public const string Limited = "limits";

        public override string Id => KindId;

        public override string Name => "Limits";

        public override string Section => Limited;

        public override string Permission => "ManageSettings";
    }
}
