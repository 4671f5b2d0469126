using System.Diagnostics;
using Marketplace.Data;

namespace Marketplace.Payments.Timeline;

/// <summary>Top-ups along their ids, which sort by time: newest first.</summary>
internal sealed class ListAllPayments(IDatabase database)
{
    private const string Select =
        """
        select u.id, u.user_id, u.amount, u.bonus, u.amount_cents, u.package_id, u.type, u.status, u.gateway, u.payment_intent_id,
        u.failure_message, u.reference, u.payment_method_id,
          c.method_label, m.brand as saved_brand, m.last4 as saved_last4, u.created_at, u.updated_at,
          cast(coalesce((select sum(r.amount_cents) from refunds r where r.top_up_id = u.id and r.status in ('Pending', 'RequiresAction',
          'Succeeded')), 0) as bigint) as refunded_cents,
          (select d.status from disputes d where d.top_up_id = u.id order by d.created_at desc, d.id desc limit 1) as dispute
        from top_ups u
        left join credit_purchases c on c.top_up_id = u.id
        left join payment_methods m on m.id = u.payment_method_id
        """;

    /// <param name="before">The last id of the page before, or null for the first page.</param>
    public async Task<AdminPaymentPage> ExecuteAsync(
        AdminPaymentFilter filter, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<PaymentRow>(
            $"{Select} where {Condition(db, filter, before)} order by u.id desc limit @limit",
            new
            {
                userIds = (filter.UserIds ?? []).ToArray(), ids = (filter.Ids ?? []).ToArray(), type = filter.Type?.ToString(), before,
                    limit = limit + 1,
                from = Bound(filter.From), until = Bound(filter.Until),
            },
            cancellationToken);
        return new AdminPaymentPage([.. rows.Take(limit)], rows.Count > limit ? rows[limit - 1].Id : null);
    }

    public async Task<PaymentRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<PaymentRow>($"{Select} where u.id = @id", new { id }, cancellationToken);
    }

    private static string Condition(DbSession db, AdminPaymentFilter filter, string? before) => string.Join(
        " and ",
        ((string?[])
        [
            "u.id > ''",
            before is null ? null : "u.id < @before",
            filter.UserIds is null ? null : db.Dialect.In("u.user_id", "userIds"),
            filter.Ids is null ? null : db.Dialect.In("u.id", "ids"),
            filter.Type is null ? null : "u.type = @type",
            filter.From is null ? null : "u.id >= @from",
            filter.Until is null ? null : "u.id < @until",
            filter.Method switch
            {
                PaidWith.PayPal => "c.payment_method = 'paypal'",
                PaidWith.Card => "c.payment_method <> 'paypal'",
                _ => null,
            },
            StateCondition(filter.State),
        ]).OfType<string>());

    private static string? StateCondition(PaymentStanding? state) => state switch
    {
        PaymentStanding.Open => "u.status in ('Created', 'Pending')",
        PaymentStanding.Credited => "u.status = 'Succeeded'",
        PaymentStanding.Failed => "u.status = 'Failed'",
        PaymentStanding.PartlyRefunded or PaymentStanding.Refunded =>
            "u.id in (select r.top_up_id from refunds r where r.status in ('Pending', 'RequiresAction', 'Succeeded'))",
        PaymentStanding.Disputed => "u.id in (select d.top_up_id from disputes d)",
        null => null,
        _ => throw new UnreachableException(),
    };

    private static string? Bound(DateTimeOffset? at) =>
        at is { } moment ? PrefixedId.LowerBound("top", moment < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : moment) : null;
}

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record AdminPaymentPage(IReadOnlyList<PaymentRow> Payments, string? Next);
