using System.Globalization;
using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// Tells the owners of cards that expire soon, once per card and expiry: a renewed card is told of again when it comes to its end.
/// </summary>
[BackgroundTask(
    Title = "Tell of expiring cards", Description = "Writes to customers whose saved card expires soon.", Schedule = "20 8 * * *")]
[StoredName("Marketplace.Payments.TellOfExpiry")]
internal sealed class TellOfExpiry(IDatabase database, INotifier notifier, ITenant tenant, TimeProvider time) : IBackgroundTask
{
    private const int AtOnce = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var days = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section).ExpiryNoticeDays;
        if (days <= 0)
            return;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // A card is good to the end of its month: its end is the first of the next one.
        var to = today.AddDays(days).AddMonths(-1);
        while (await ListAsync(Month(today.Year, today.Month), Month(to.Year, to.Month), cancellationToken) is { Count: > 0 } cards)
        {
            foreach (var card in cards)
                await database.InTransactionAsync(db => TellAsync(db, card, cancellationToken), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ExpiringCard>> ListAsync(int from, int to, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<ExpiringCard>(
            """
            select id, user_id, brand, last4, exp_month, exp_year from payment_methods
            where removed_at is null and exp_year * 12 + exp_month between @from and @to and coalesce(told_of_expiry,
            '') <> cast(exp_year * 12 + exp_month as text)
            order by id limit @AtOnce
            """,
            new { from, to, AtOnce },
            cancellationToken);
    }

    private async Task TellAsync(UnitOfWork db, ExpiringCard card, CancellationToken cancellationToken)
    {
        var month = Month(card.ExpYear, card.ExpMonth).ToString(CultureInfo.InvariantCulture);
        var noted = await db.ExecuteAsync(
            "update payment_methods set told_of_expiry = @month where id = @Id and removed_at is null and coalesce(told_of_expiry, '') <> "
            + "@month", new { card.Id, month }, cancellationToken);
        if (noted == 0)
            return;
        var values = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["card"] = card.Label, ["expiry"] = CardExpiryRule.Text(card.ExpMonth, card.ExpYear) };
        await notifier.NotifyAsync(
            db, new Notification(
                PaymentMethodNotifications.CardExpires, card.UserId, $"{card.Id}:expires:{month}", values, PaymentMethodNotifications.Page),
                cancellationToken);
    }

    private static int Month(int year, int month) => checked((year * 12) + month);

    private sealed record ExpiringCard
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public required string Brand { get; init; }

        public required string Last4 { get; init; }

        public required int ExpMonth { get; init; }

        public required int ExpYear { get; init; }

        public string Label => $"{CardBrands.NameOf(Brand)} •••• {Last4}";
    }
}
