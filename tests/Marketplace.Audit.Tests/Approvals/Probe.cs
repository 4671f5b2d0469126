using Marketplace.Audit.Approvals;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Audit.Tests.Approvals;

/// <summary>A shell with one kind of thing that needs a second person.</summary>
internal sealed class Probe : IAsyncDisposable
{
    private Probe(TestShell shell, ProbeKind kind, ProbeHolders holders, ProbeUsers users) =>
        (Shell, Kind, Holders, Users) = (shell, kind, holders, users);

    public TestShell Shell { get; }

    public ProbeKind Kind { get; }

    public ProbeHolders Holders { get; }

    public ProbeUsers Users { get; }

    public static async Task<Probe> CreateAsync(DatabaseKind database)
    {
        var (kind, holders, users) = (new ProbeKind(), new ProbeHolders(), new ProbeUsers());
        var shell = await TestShell.CreateAsync(
            database,
            setup => setup.Services
                .AddScoped<IApprovalKind>(_ => kind)
                .AddSingleton<IPermissionHolders>(holders)
                .AddScoped<IUserDirectory>(_ => users),
            new Startup());
        return new Probe(shell, kind, holders, users);
    }

    public async Task<string> AskedAsync(string record = "thing") => Assert.IsType<ApprovalAsked.Waiting>(await AskAsync(record)).Id;

    /// <param name="limit">Null: never alone.</param>
    public Task<ApprovalAsked> AskAsync(
        string record = "thing",
        decimal? worth = null,
        decimal? limit = null,
        int count = int.MaxValue,
        string by = "usr_olga",
        string scope = "probe",
        bool commit = true)
    {
        var request = new ApprovalRequest(ProbeKind.KindId, record, by, StoredText.Plain("Do it"), StoredText.Plain("Because"))
        {
            Beneficiaries = ["usr_ada"], Amount = worth is { } amount ? CreditAmount.FromDecimal(amount) : null,
        };
        var alone = limit is { } most ? new ApprovalAllowance(scope, CreditAmount.FromDecimal(most), count) : null;
        return Shell.InScopeAsync((IApproval x) =>
            Shell.Database.InTransactionAsync(
                db => x.AskAsync(db, request, alone, default), asked => commit && asked is not ApprovalAsked.OwnInterest, default));
    }

    public Task<ApprovalAnswer> ApproveAsync(string id, string who) =>
        Shell.InScopeAsync((IApproval x) => x.ApproveAsync(id, who, default));

    public Task<ApprovalAnswer> RefuseAsync(string id, string who, string reason = "No") =>
        Shell.InScopeAsync((IApproval x) => x.RefuseAsync(id, who, reason, default));

    public Task<ApprovalAnswer> WithdrawAsync(string id, string who) =>
        Shell.InScopeAsync((IApproval x) => x.WithdrawAsync(id, who, default));

    public Task<int?> CountApproversAsync(string id) =>
        Shell.InScopeAsync(async (IApproval x) => await x.CountApproversAsync((await x.FindAsync(id, default))!, default));

    public Task<int> CommandAsync(TextWriter output, params string[] arguments) =>
        Shell.InScopeAsync((ApproveCommand x) => x.RunAsync(new CommandContext(new CommandArguments(arguments), output), default));

    /// <summary>Writes down what somebody did to another's account.</summary>
    public Task WriteAsync(string act, string by, string? concerns, string? record = null) => Shell.Database.InTransactionAsync(
        db => Shell.Get<IAudit>().WriteAsync(db, new AuditEntry(act, record ?? concerns!) { Who = by, Concerns = concerns }, default),
        default);

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> AuditAsync(string record) =>
        [.. (await Shell.Get<IAuditSource>().ListAsync(new AuditFilter(Record: record), null, 100, default)).Reverse()];

    public ValueTask DisposeAsync() => Shell.DisposeAsync();
}
