using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Files;

/// <summary>What an old user file says, checked. Amounts are in points.</summary>
/// <param name="Email">As it is written there.</param>
internal sealed record OldUser(
    string Email, TfpAmount Balance, IReadOnlyList<OldTransaction> Transactions, OldAutoTopUp? AutoTopUp,
    IReadOnlyList<OldService> Services)
{
    /// <summary>Under which a person is found in whatever spelling.</summary>
    public string EmailKey => Mailbox.KeyOf(Email);
}

/// <param name="Amount">Never negative; <paramref name="Sign"/> says which way it went.</param>
/// <param name="Sign">1 came in, −1 went out.</param>
/// <param name="Facts">The type's own fields besides the amount, as text.</param>
/// <param name="Threshold">Of an automatic top-up.</param>
internal sealed record OldTransaction(
    int Index,
    string Id,
    DateTimeOffset At,
    TransactionType Type,
    TfpAmount Amount,
    int Sign,
    IReadOnlyDictionary<string, string> Facts,
    TfpAmount? Threshold);

internal sealed record OldAutoTopUp(bool Enabled, TfpAmount Threshold, TfpAmount Amount, TfpAmount? DailyLimit, TfpAmount? MonthlyLimit)
{
    public AutoTopUpWish ToWish() =>
        new(Enabled, Threshold.ToCredits(), Amount.ToCredits(), DailyLimit?.ToCredits(), MonthlyLimit?.ToCredits());
}

/// <summary>Something the person sells in the old system, with its price in points.</summary>
internal sealed record OldService(string Id, string Name, TfpAmount Price);
