using Marketplace.Adjustments.Requests;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Adjustments.Tests.Requests;

/// <summary>The limit that two people watch over one another with is itself watched by two.</summary>
public sealed class ChangeLimitTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_lowered_alone_and_raised_by_two(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        Assert.IsType<ChangeLimitResult.Changed>(await ChangeAsync(shell, 50, 10));
        Assert.Equal(50, Settings(shell).ApprovalAbove);
        Assert.IsType<ChangeLimitResult.ReasonMissing>(await ChangeAsync(shell, 51, 10, reason: " "));

        Assert.IsType<ChangeLimitResult.Waiting>(await ChangeAsync(shell, 51, 10));
        Assert.IsType<ChangeLimitResult.AlreadyWaiting>(await ChangeAsync(shell, 60, 10));
        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.ApproveAsync(Olga, OperatorAllowance.Section, LimitApproval.KindId));
        await shell.SettleAsync();
        Assert.Equal(50, Settings(shell).ApprovalAbove);

        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(Otto, OperatorAllowance.Section, LimitApproval.KindId));
        await shell.SettleAsync();
        Assert.Equal((51m, 10), (Settings(shell).ApprovalAbove, Settings(shell).ActsPerDay));
    }

    [Theory]
    [InlineData(100.01, 25)]
    [InlineData(null, 26)]
    [InlineData(1.0, 10_000)]
    public async Task Whatever_lets_one_operator_do_more_is_raising_it(double? above, int acts)
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        Assert.IsType<ChangeLimitResult.Waiting>(await ChangeAsync(shell, above is { } limit ? (decimal)limit : null, acts));
        Assert.Equal(25, Settings(shell).ActsPerDay);
    }

    [Fact]
    public async Task What_was_lowered_while_a_higher_one_waited_stays_where_that_says_nothing_of_it()
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        await ChangeAsync(shell, 500, 25);
        Assert.IsType<ChangeLimitResult.Changed>(await ChangeAsync(shell, null, 5));
        await shell.ApproveAsync(Otto, OperatorAllowance.Section, LimitApproval.KindId);
        await shell.SettleAsync();
        Assert.Equal((500m, 5), (Settings(shell).ApprovalAbove, Settings(shell).ActsPerDay));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_limit_that_was_lowered_itself_while_a_higher_one_waited_stays_low(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await ChangeAsync(shell, 500, 25);
        Assert.IsType<ChangeLimitResult.Changed>(await ChangeAsync(shell, 10, 25));
        await shell.ApproveAsync(Otto, OperatorAllowance.Section, LimitApproval.KindId);
        await shell.SettleAsync();
        Assert.Equal(10, Settings(shell).ApprovalAbove);
        Assert.Equal([Olga, Otto], shell.Notifier.Told.Select(x => x.Notification.UserId));
    }

    [Fact]
    public async Task A_refused_limit_changes_nothing_and_another_can_be_asked_for()
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        await ChangeAsync(shell, 500, 25);
        Assert.IsType<ApprovalAnswer.Closed>(await shell.RefuseAsync(Otto, OperatorAllowance.Section, LimitApproval.KindId));
        await shell.SettleAsync();
        Assert.Null(Settings(shell).ApprovalAbove);
        Assert.IsType<ChangeLimitResult.Waiting>(await ChangeAsync(shell, 200, 25));
    }

    [Fact]
    public async Task A_limit_that_somebody_else_changed_meanwhile_is_shown_and_not_overwritten()
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        var shown = RecordVersion.Of(Settings(shell));
        Assert.IsType<ChangeLimitResult.Changed>(await ChangeAsync(shell, 50, 10));
        foreach (var above in new[] { 40m, 60m })
        {
            var late = await shell.InScopeAsync(
                (ChangeLimit x) => x.ExecuteAsync(
                    Otto, new OperatorAllowance { ApprovalAbove = above, ActsPerDay = 10 }, "Busy season", shown, default));
            Assert.Equal(50, Assert.IsType<ChangeLimitResult.Conflict>(late).Now.ApprovalAbove);
        }

        Assert.Equal(50, Settings(shell).ApprovalAbove);
    }

    private static OperatorAllowance Settings(TestShell shell) =>
        shell.Tenant.Settings.Get<OperatorAllowance>(OperatorAllowance.Section);

    private static Task<ChangeLimitResult> ChangeAsync(TestShell shell, decimal? above, int acts, string reason = "Busy season") =>
        shell.InScopeAsync(
            (ChangeLimit x) => x.ExecuteAsync(
                Olga, new OperatorAllowance { ApprovalAbove = above, ActsPerDay = acts }, reason, RecordVersion.Of(Settings(shell)),
                default));
}
