using System.Diagnostics;
using Marketplace.Audit.Trail;
using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// The way on for a site with one administrator: whoever may run commands on the server is the second person. What they do is written down
/// as any other approval, with the name of their account on the machine.
/// </summary>
[TenantCommand(
    "approvals",
    Description = "Lists what waits for a second person, and approves or refuses it.",
    Options = "[--approve ID | --refuse ID] [--reason TEXT]",
    RequiresTenant = true)]
internal sealed class ApproveCommand(
    IApproval approval, ListApprovals list, PersonNames names, ApprovalTexts texts, StoredTexts stored) : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (approve, refuse, reason) =
            (context.Arguments.TakeOption("--approve"), context.Arguments.TakeOption("--refuse"), context.Arguments.TakeOption("--reason"));
        context.Arguments.End();
        if (approve is not null && refuse is not null)
            throw new CommandUsageException("Give --approve or --refuse, not both.");
        if (refuse is not null && reason is null)
            throw new CommandUsageException("--refuse needs --reason: whoever asked reads it.");
        if ((approve ?? refuse) is not { } id)
            return await ListAsync(context.Output, cancellationToken);
        var answer = approve is not null
            ? await approval.ApproveAsync(id, Acting.CommandLine, cancellationToken)
            : await approval.RefuseAsync(id, Acting.CommandLine, reason!, cancellationToken);
        var done = answer switch
        {
            ApprovalAnswer.Approved approved => $"  approved: {stored.Say(approved.Approval.What)}",
            ApprovalAnswer.Closed closed => $"  refused: {stored.Say(closed.Approval.What)}",
            ApprovalAnswer.NotFound or ApprovalAnswer.AlreadyDecided or ApprovalAnswer.OwnRequest or ApprovalAnswer.MadeByAsker
                or ApprovalAnswer.OwnInterest or ApprovalAnswer.OthersRequest
                or ApprovalAnswer.NotAllowed or ApprovalAnswer.ReasonMissing or ApprovalAnswer.FeatureOff or ApprovalAnswer.Impossible =>
                    null,
            _ => throw new UnreachableException(),
        };
        await context.Output.WriteLineAsync(done ?? "  " + texts.Of(answer));
        return done is null ? 1 : 0;
    }

    private async Task<int> ListAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var waiting = await list.WaitingAsync(scope: null, cancellationToken);
        var people = await names.OfAsync(waiting.SelectMany(x => x.Beneficiaries.Append(x.AskedBy)), cancellationToken);
        if (waiting.Count == 0)
            await output.WriteLineAsync("  nothing waits for approval");
        foreach (var row in waiting)
        {
            var gains = row.Beneficiaries.Count == 0 ? "" : $", for {string.Join(", ", row.Beneficiaries.Select(x => people[x]))}";
            await output.WriteLineAsync(
                $"  {row.Id}  {stored.Say(row.What)}, asked for by {people[row.AskedBy]}{gains}: {stored.Say(row.Reason)} (until "
                + $"{row.ExpiresAt:yyyy-MM-dd HH:mm} UTC)");
        }

        return 0;
    }
}
