using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Report;

/// <summary>The figures of a run.</summary>
/// <param name="Points">Of all users of the run.</param>
/// <param name="Credits">What those points are in credits.</param>
/// <param name="NowCredits">What the accounts that are there get, or got, of it.</param>
/// <param name="ToGive">All of it that no earlier run brought over.</param>
internal sealed record RunTotals(
    IReadOnlyDictionary<string, int> States, TfpAmount Points, CreditAmount Credits, CreditAmount NowCredits, CreditAmount ToGive,
    long Entries, int Errors, int Remarks)
{
    public int Users => States.Values.Sum();

    public int Of(params IEnumerable<string> states) => states.Sum(x => States.GetValueOrDefault(x));
}

internal sealed class ReadRunTotals(IDatabase database)
{
    public async Task<RunTotals> ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var states = await db.QueryAsync<StateRow>(
            """
            select state, count(*) as users, cast(sum(credited) as bigint) as credits, cast(sum(entries) as bigint) as entries
            from tfp_users where run_id = @runId group by state
            """,
            new { runId },
            cancellationToken);
        var findings = await db.QueryAsync<(bool IsError, int Count)>(
            "select is_error, count(*) from tfp_findings where run_id = @runId group by is_error", new { runId }, cancellationToken);
        var all = Sum(states);
        return new RunTotals(
            states.ToDictionary(x => x.State, x => x.Users, StringComparer.Ordinal),
            TfpAmount.FromCredits(all),
            all,
            Sum(states.Where(x => x.State is UserState.Ready or UserState.Applied)),
            Sum(states.Where(x => x.State is not UserState.Before)),
            states.Sum(x => x.Entries),
            findings.Where(x => x.IsError).Sum(x => x.Count),
            findings.Where(x => !x.IsError).Sum(x => x.Count));
    }

    private static CreditAmount Sum(IEnumerable<StateRow> rows) => rows.Aggregate(CreditAmount.Zero, (sum, x) => sum + x.Credits);

    private sealed record StateRow
    {
        public required string State { get; init; }

        public required int Users { get; init; }

        public required CreditAmount Credits { get; init; }

        public required long Entries { get; init; }
    }
}
