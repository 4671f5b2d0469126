using System.Diagnostics;
using System.Runtime.CompilerServices;
using Marketplace.Data;

namespace Marketplace.Payments.History;

/// <param name="Older">The cursor that leads on, or null at the end.</param>
/// <param name="Newer">The cursor that leads back, or null at the beginning.</param>
internal sealed record PaymentPage(IReadOnlyList<Payment> Payments, string? Older, string? Newer);

/// <summary>A customer's payments, newest first. Ids grow with time, so they are the cursor.</summary>
internal sealed class ListPayments(IDatabase database)
{
    public const int MaxLimit = 200;

    private const string Select =
        """
        select t.id, t.user_id, t.amount, t.bonus, t.amount_cents, t.package_id, t.type, t.status, t.payment_intent_id, t.payment_method_id,
        t.failure_message, t.created_at,
          p.receipt_year, p.receipt_number, p.method_label,
          cast(coalesce((select sum(r.amount_cents) from refunds r where r.top_up_id = t.id and r.status in ('Pending', 'RequiresAction',
          'Succeeded')), 0) as bigint) as refunded_cents
        from top_ups t left join credit_purchases p on p.top_up_id = t.id
        """;

    public async Task<Payment?> FindAsync(string userId, string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<Payment>(
            $"{Select} where t.id = @id and t.user_id = @userId", new { id, userId }, cancellationToken);
    }

    /// <param name="before">Only older than this id.</param>
    /// <param name="after">The next newer than this id; not together with <paramref name="before"/>.</param>
    public async Task<PaymentPage> PageAsync(
        string userId, PaymentFilter filter, int limit, string? before, string? after, CancellationToken cancellationToken)
    {
        var upwards = before is null && after is not null;
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<Payment>(
            $"""
             {Select}
             where t.user_id = @userId {StateCondition(filter.State)}
             {(filter.Since is null ? "" : "and t.created_at >= @Since")} {(filter.Until is null ? "" : "and t.created_at < @Until")}
             {(before is null ? "" : "and t.id < @before")} {(upwards ? "and t.id > @after" : "")}
             order by t.id {(upwards ? "asc" : "desc")} limit @most
             """,
            new { userId, filter.Since, filter.Until, before, after, most = limit + 1 },
            cancellationToken);
        var page = rows.Take(limit).OrderByDescending(x => x.Id, StringComparer.Ordinal).ToList();
        var more = rows.Count > limit;
        if (page.Count == 0)
            return new PaymentPage(page, null, null);
        return upwards
            ? new PaymentPage(page, page[^1].Id, more ? page[0].Id : null)
            : new PaymentPage(page, more ? page[^1].Id : null, before is null ? null : page[0].Id);
    }

    /// <summary>All of them, read a page at a time: no connection is kept while the reader is slow.</summary>
    public async IAsyncEnumerable<Payment> AllAsync(
        string userId, PaymentFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await PageAsync(userId, filter, 1000, cursor, after: null, cancellationToken);
            foreach (var payment in page.Payments)
                yield return payment;
            cursor = page.Older;
        }
        while (cursor is not null);
    }

    private static string StateCondition(PaymentState? state) => state switch
    {
        PaymentState.Paid => "and t.status = 'Succeeded'",
        PaymentState.Open => "and t.status in ('Created', 'Pending')",
        PaymentState.Failed => "and t.status = 'Failed'",
        null => "",
        _ => throw new UnreachableException(),
    };
}
