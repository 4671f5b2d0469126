using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Credits.Verification.Walk;
using Marketplace.Data;
using Microsoft.Extensions.Logging;

namespace Marketplace.Credits.Verification.Runs;

/// <summary>
/// Reads the whole ledger and compares what must be equal, one rule after the other, while money goes on moving. It only reads it: besides
/// its own run it writes seals, which follow from the entries.
/// </summary>
internal sealed class VerifyLedger(
    IDatabase database,
    IEnumerable<LedgerRule> rules,
    LedgerCheckRows rows,
    SealEntries seal,
    ComputeDigest computeDigest,
    ITenant tenant,
    TimeProvider time,
    ILogger<VerifyLedger> logger)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<LedgerRule> _rules = [.. rules];

    /// <param name="startedBy">A user's id, or one of the constants of <see cref="LedgerCheck"/>.</param>
    /// <param name="told">Hears of each rule when it is through; null where nobody listens.</param>
    public async Task<VerifyLedgerResult> ExecuteAsync(
        string startedBy, Func<LedgerRule, long, LedgerFinding?, Task>? told, CancellationToken cancellationToken) =>
        await OpenAsync(startedBy, cancellationToken) is { } id && await ContinueAsync(id, told, cancellationToken) is { } result
            ? result
            : new VerifyLedgerResult.AlreadyRunning();

    /// <summary>Stores a run for <see cref="ContinueAsync"/>.</summary>
    /// <returns>Its id, or null while another is under way.</returns>
    public Task<string?> OpenAsync(string startedBy, CancellationToken cancellationToken) =>
        rows.OpenAsync(startedBy, _rules, cancellationToken);

    /// <returns>Null when the run was begun before: by somebody else, or by a process that ended in the middle.</returns>
    public async Task<VerifyLedgerResult?> ContinueAsync(
        string id, Func<LedgerRule, long, LedgerFinding?, Task>? told, CancellationToken cancellationToken)
    {
        if (!await rows.BeginAsync(id, cancellationToken))
            return null;
        await using var heart = new Heartbeat(rows, id, time, logger, cancellationToken);
        try
        {
            return await RunAsync(id, told, heart.Token);
        }
        catch (OperationCanceledException) when (heart.Token.IsCancellationRequested)
        {
            await rows.CloseAsync(id, LedgerCheckStatus.Interrupted, 0, digest: null, error: null, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            logger.LogError(e, "The verification {Check} could not be finished", id);
            await rows.CloseAsync(id, LedgerCheckStatus.Failed, 0, digest: null, e.Message, CancellationToken.None);
            throw;
        }
    }

    private async Task<VerifyLedgerResult> RunAsync(
        string id, Func<LedgerRule, long, LedgerFinding?, Task>? told, CancellationToken cancellationToken)
    {
        var totals = new Dictionary<LedgerWalk, long>();
        var findings = new List<(LedgerRule Rule, LedgerFinding Finding)>();
        for (var position = 0; position < _rules.Count; position++)
        {
            var rule = _rules[position];
            if (!totals.TryGetValue(rule.Walk, out var total))
                totals[rule.Walk] = total = await rule.Walk.CountAsync(database, cancellationToken);
            var progress = new Progress(rows, id, position, total, time);
            await progress.StartAsync(cancellationToken);
            var finding = await rule.CheckAsync(database, count => progress.AdvanceAsync(count, cancellationToken), cancellationToken);
            var done = finding is null ? total : progress.Done;
            await rows.EndRuleAsync(id, position, done, finding, cancellationToken);
            if (finding is not null)
                findings.Add((rule, finding));
            if (told is not null)
                await told(rule, done, finding);
        }

        var sealedEntries = await seal.ExecuteAsync(cancellationToken);
        var digest = findings.Count == 0
            ? await computeDigest.ExecuteAsync(new DateTimeOffset(time.GetUtcNow().Date, TimeSpan.Zero), cancellationToken)
            : null;
        await rows.CloseAsync(
            id, findings.Count == 0 ? LedgerCheckStatus.Clean : LedgerCheckStatus.Differs, sealedEntries, digest, error: null,
            cancellationToken);
        if (findings.Count == 0)
            return new VerifyLedgerResult.Clean(id, digest!);
        logger.LogCritical(
            "The ledger of tenant {Tenant} does not add up, see /admin/credits/verification: {Findings}",
            tenant.Name,
            string.Join(
                "; ", findings.Select(x => $"{x.Rule.Title}: {x.Finding.Place} (expected {x.Finding.Expected}, found {x.Finding.Found})")));
        return new VerifyLedgerResult.Differs(id, findings.Count);
    }

    /// <summary>Writes down how far a rule came, not more often than somebody can read it.</summary>
    private sealed class Progress(LedgerCheckRows rows, string id, int position, long total, TimeProvider time)
    {
        private long _written = time.GetTimestamp();

        public long Done { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => rows.ProgressAsync(id, position, 0, total, cancellationToken);

        public async Task AdvanceAsync(int count, CancellationToken cancellationToken)
        {
            Done = Math.Min(Done + count, total);
            if (time.GetElapsedTime(_written) < ProgressEvery)
                return;
            _written = time.GetTimestamp();
            await rows.ProgressAsync(id, position, Done, total, cancellationToken);
        }
    }
}

internal abstract record VerifyLedgerResult
{
    private VerifyLedgerResult()
    {
    }

    public sealed record Clean(string CheckId, LedgerDigest Digest) : VerifyLedgerResult;

    public sealed record Differs(string CheckId, int Findings) : VerifyLedgerResult;

    /// <summary>There is never more than one run at a time.</summary>
    public sealed record AlreadyRunning : VerifyLedgerResult;
}
