using Marketplace.Data;

namespace Marketplace.Credits.LowBalance;

internal sealed record LowBalanceRow
{
    /// <summary>The customer decided; false: the tenant's default holds.</summary>
    public required bool IsChosen { get; init; }

    /// <summary>What they chose; null where they want no notice, or chose nothing.</summary>
    public required CreditAmount? Threshold { get; init; }

    public required bool IsLow { get; init; }

    /// <summary>Of the customer's choice; on which side the balance is disturbs no form.</summary>
    /// <param name="row">Null for somebody who never chose.</param>
    public static string VersionOf(LowBalanceRow? row) =>
        RecordVersion.Of(row is { IsChosen: true } ? (true, row.Threshold?.Micros) : (false, null));

    public static Task<LowBalanceRow?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<LowBalanceRow>(
            "select is_chosen, threshold, is_low from low_balance where user_id = @userId", new { userId }, cancellationToken);
}

/// <summary>From when on a customer is told that their credits run low.</summary>
internal sealed class ReadThreshold(IDatabase database, ITenant tenant, CreditUnit unit)
{
    /// <summary>What holds for customers who chose nothing; null: no notice.</summary>
    public CreditAmount? Default => tenant.Settings.Get<LowBalanceSettings>(LowBalanceSettings.Section).ThresholdIn(unit);

    /// <returns>Null where the customer gets no notice.</returns>
    public async Task<CreditAmount?> ExecuteAsync(string userId, CancellationToken cancellationToken) =>
        (await ReadChoiceAsync(userId, cancellationToken)).Threshold;

    /// <returns>Null where the customer gets no notice; and the version of that choice, for a form that edits it.</returns>
    public async Task<(CreditAmount? Threshold, string Version)> ReadChoiceAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await LowBalanceRow.FindAsync(db, userId, cancellationToken);
        return (Of(row), LowBalanceRow.VersionOf(row));
    }

    public CreditAmount? Of(LowBalanceRow? row) => row is { IsChosen: true } ? row.Threshold : Default;
}
