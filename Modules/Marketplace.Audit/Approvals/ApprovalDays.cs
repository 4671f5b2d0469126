using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// What each person did alone on each day (UTC), counted by guarded updates: two acts at once cannot both take the last of it.
/// </summary>
internal static class ApprovalDays
{
    /// <returns>False when the day's allowance does not reach; nothing is counted then.</returns>
    public static async Task<bool> TryCountAsync(
        UnitOfWork db, string askedBy, CreditAmount amount, ApprovalAllowance allowance, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (amount > allowance.Amount)
            return false;
        var parameters = new
        {
            askedBy,
            day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            allowance.Scope,
            amount,
            room = allowance.Amount - amount,
            allowance.Count,
        };
        await db.ExecuteAsync(
            "insert into approval_days (asked_by, day, scope, amount, acts) values (@askedBy, @day, @Scope, 0, 0) on conflict do nothing",
            parameters, cancellationToken);
        return await db.ExecuteAsync(
            """
            update approval_days set amount = amount + @amount, acts = acts + 1
            where asked_by = @askedBy and day = @day and scope = @Scope and amount <= @room and acts < @Count
            """,
            parameters,
            cancellationToken) == 1;
    }
}
