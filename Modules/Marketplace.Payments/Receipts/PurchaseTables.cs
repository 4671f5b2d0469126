using Marketplace.Data;

namespace Marketplace.Payments.Receipts;

/// <summary>
/// What was paid and credited (S3-25, S3-56): one row per payment, with the number of its receipt. Numbers have no gaps within a year
/// (UTC), because the counter moves in the transaction that credits.
/// </summary>
[StoredName("Marketplace.Payments.PurchaseTables")]
internal sealed class PurchaseTables : DataMigration
{
    public override async Task<int> CreateAsync(UnitOfWork db)
    {
        await db.ExecuteAsync(
            """
            create table credit_purchases (
              top_up_id text primary key,
              user_id text not null,
              receipt_year integer not null,
              receipt_number integer not null check (receipt_number > 0),
              payment_id text not null unique,
              payment_method text not null,
              package_id text,
              package_name text,
              credits bigint not null check (credits > 0),
              bonus bigint not null check (bonus >= 0),
              amount_cents bigint not null check (amount_cents > 0),
              method_id text,
              method_label text,
              purchased_at timestamptz not null,
              unique (receipt_year, receipt_number));
            create table receipt_counters (
              year integer primary key,
              last integer not null);
            """);
        await NumberEarlierAsync(db);
        return 1;
    }

    /// <summary>What was paid before receipts had numbers, in the order in which it was credited.</summary>
    private static async Task NumberEarlierAsync(UnitOfWork db)
    {
        var paid = await db.QueryAsync<Paid>(
            """
            select id, user_id, payment_intent_id, gateway, package_id, amount, bonus, amount_cents, updated_at
            from top_ups where status = 'Succeeded' and payment_intent_id is not null order by updated_at, id
            """);
        foreach (var row in paid)
        {
            await CreditPurchases.InsertAsync(
                db,
                new CreditPurchase
                {
                    TopUpId = row.Id, UserId = row.UserId, PaymentId = row.PaymentIntentId, PaymentMethod = row.Gateway,
                        PackageId = row.PackageId, PackageName = row.PackageId,
                    Credits = row.Amount, Bonus = row.Bonus, AmountCents = row.AmountCents, PurchasedAt = row.UpdatedAt,
                },
                CancellationToken.None);
        }
    }

    private sealed record Paid
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public required string PaymentIntentId { get; init; }

        public required string Gateway { get; init; }

        public string? PackageId { get; init; }

        public required CreditAmount Amount { get; init; }

        public required CreditAmount Bonus { get; init; }

        public required long AmountCents { get; init; }

        public required DateTimeOffset UpdatedAt { get; init; }
    }
}
