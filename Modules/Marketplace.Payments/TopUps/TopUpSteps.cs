using Marketplace.Data;

namespace Marketplace.Payments.TopUps;

/// <summary>Keeps a step with the change it tells of, in the same transaction.</summary>
internal static class TopUpSteps
{
    /// <summary>What is repeated, as when a failed payment is asked about again, is kept once.</summary>
    public static Task RecordAsync(
        UnitOfWork db, string topUpId, TopUpStep step, string? detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into top_up_steps (id, top_up_id, step, detail, at)
            select @id, @topUpId, @step, @detail, @now
            where not exists (select 1 from top_up_steps where top_up_id = @topUpId and step = @step and detail = @detail)
            """,
            new { id = PrefixedId.New("stp", now), topUpId, step = step.ToString(), detail = detail ?? "", now },
            cancellationToken);

    public static Task<IReadOnlyList<TopUpStepRow>> ListAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QueryAsync<TopUpStepRow>(
            "select step, detail, at from top_up_steps where top_up_id = @topUpId order by id", new { topUpId }, cancellationToken);
}

internal enum TopUpStep
{
    /// <summary>The gateway opened the payment; its id is the detail.</summary>
    Opened,

    /// <summary>A try failed, for this reason; it may be tried again.</summary>
    Declined,

    /// <summary>The attempt came to nothing.</summary>
    Failed,
}

internal sealed record TopUpStepRow
{
    public required TopUpStep Step { get; init; }

    public required string Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}
