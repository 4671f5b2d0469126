using System.Diagnostics;
using System.Globalization;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;

namespace Marketplace.Credits.Verification;

[TenantCommand(
    "verify", Description = "Compares entries, balances, lots, holds and seals of the ledger.", Options = "[--digest YYYY-MM-DD]")]
internal sealed class VerifyCommand(VerifyLedger verify, ComputeDigest computeDigest, TimeProvider time) : ITenantCommand
{
    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var day = context.Arguments.TakeOption("--digest");
        context.Arguments.End();
        return day is null
            ? await VerifyAsync(context.Output, cancellationToken)
            : await DigestAsync(Day(day), context.Output, cancellationToken);
    }

    private async Task<int> VerifyAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var result = await verify.ExecuteAsync(
            LedgerCheck.CommandLine,
            (rule, done, finding) => output.WriteLineAsync(
                finding is null
                    ? string.Create(CultureInfo.InvariantCulture, $"  ok       {rule.Title} ({done:N0} {rule.Walk.Name})")
                    : $"  DIFFERS  {rule.Title}: {finding.Place}: expected {LedgerFinding.Show(rule, finding.Expected)}, found "
                        + $"{LedgerFinding.Show(rule, finding.Found)}"),
            cancellationToken);
        switch (result)
        {
            case VerifyLedgerResult.Clean clean:
                await WriteAsync(clean.Digest, output);
                return 0;
            case VerifyLedgerResult.Differs differs:
                await output.WriteLineAsync($"  {differs.Findings} rules are not true. What to do stands at /admin/credits/verification.");
                return 1;
            case VerifyLedgerResult.AlreadyRunning:
                await output.WriteLineAsync(
                    "  A verification is under way in another process: wait for it, or see /admin/credits/verification.");
                return 1;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<int> DigestAsync(DateTimeOffset before, TextWriter output, CancellationToken cancellationToken)
    {
        await WriteAsync(await computeDigest.ExecuteAsync(before, cancellationToken), output);
        return 0;
    }

    private DateTimeOffset Day(string text) =>
        DayText.TryRead(text, out var day) && new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) is var start
            && start <= time.GetUtcNow()
            ? start
            : throw new CommandUsageException($"'{text}' is not a day of the past such as 2026-01-31.");

    /// <summary>The ledger is only compared with itself; what an operator noted down outside compares it with what it was.</summary>
    private static Task WriteAsync(LedgerDigest digest, TextWriter output) =>
        output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  digest of the {digest.Entries:N0} entries sealed before {digest.Before:yyyy-MM-dd} 00:00 UTC: {digest.Hash}"));
}
