namespace Marketplace.Credits.Points;

/// <summary>A customer's wallet of the older system was brought over, with its balance and history.</summary>
/// <param name="MigrationId">Names this customer in this run.</param>
/// <param name="Balance">What they got; may be zero.</param>
/// <param name="AutoTopUp">What they had set there, in USD. It starts nothing by itself: their card has yet to be given.</param>
[Event("credits.customer-migrated")]
public sealed record CustomerMigrated(string UserId, string MigrationId, CreditAmount Balance, AutoTopUpWish? AutoTopUp);

/// <summary>The migration of a customer was taken back, and the credits with it.</summary>
[Event("credits.customer-migration-rolled-back")]
public sealed record CustomerMigrationRolledBack(string UserId, string MigrationId, CreditAmount Balance);

/// <summary>Automatic top-up as the customer had it in the older system, converted to USD.</summary>
public sealed record AutoTopUpWish(
    bool Enabled, CreditAmount Threshold, CreditAmount Amount, CreditAmount? DailyLimit, CreditAmount? MonthlyLimit);

/// <summary>A customer who was brought over had automatic top-up set in the older system.</summary>
/// <param name="MigrationId">Names this customer in this run.</param>
[Event("credits.auto-top-up-wished")]
public sealed record AutoTopUpWished(string UserId, string MigrationId, AutoTopUpWish Wish);
