using System.ComponentModel.DataAnnotations;
using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Adjustments.Campaigns;

internal enum CampaignWho
{
    Customers,
    Addresses,
}

/// <summary>What an operator types for a campaign.</summary>
internal sealed record CampaignInput
{
    public string Id { get; init; } = "";

    [Required(ErrorMessage = "Give it a name. Customers read it.")]
    [StringLength(100, MinimumLength = 3, ErrorMessage = "Use 3 to 100 characters.")]
    [Readable]
    public string? Name { get; init; }

    public LotKind LotKind { get; init; } = Marketplace.Credits.Ledger.Lots.LotKind.Promotional;

    public string? Amount { get; init; }

    /// <summary>The most that all of it may cost.</summary>
    public string? Budget { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public CampaignWho Who { get; init; }

    public DateOnly? RegisteredFrom { get; init; }

    public DateOnly? RegisteredUntil { get; init; }

    public string? BalanceBelow { get; init; }

    public string? Addresses { get; init; }

    /// <param name="uploaded">What was in the file, if there was one.</param>
    /// <returns>Fields and what is wrong with them, in words to be translated.</returns>
    public IEnumerable<(string Field, string Error)> Check(string? uploaded, AmountReader amounts, CreditUnit unit, DateTimeOffset now)
    {
        if (!PrefixedId.IsWellFormed(Campaign.Prefix, Id) || !AdjustmentInput.GrantKinds.Contains(LotKind) || !Enum.IsDefined(Who))
            yield return ("", "This form is damaged. Open it again.");
        if (amounts.ReadCredits(Amount, AmountField.Of(unit), out _) is { } noAmount)
            yield return (nameof(Amount), noAmount);
        if (amounts.ReadCredits(Budget, AmountField.Of(unit), out _) is { } noBudget)
            yield return (nameof(Budget), noBudget);
        if (AdjustmentInput.ExpiryOf(ExpiresOn) <= now)
            yield return (nameof(ExpiresOn), "This day is over. Choose a later one, or none.");
        foreach (var problem in Who == CampaignWho.Addresses ? CheckAddresses(uploaded) : CheckCustomers(amounts, unit))
            yield return problem;
    }

    /// <summary>
    /// Lines that hold no address that can be read as a whole: they keep the list from being used, so that nobody is paid by mistake.
    /// </summary>
    /// <returns>Of what was pasted, then of the file.</returns>
    public IEnumerable<(bool IsInFile, ListedText Line)> RefusedLines(string? uploaded) =>
        Who == CampaignWho.Addresses
            ? MailboxList.Read(Addresses).Refused.Select(x => (false, x)).Concat(MailboxList.Read(uploaded).Refused.Select(x => (true, x)))
            : [];

    /// <summary>Only where <see cref="Check"/> and <see cref="RefusedLines"/> find nothing.</summary>
    public CampaignRequest ToRequest(string? uploaded, AmountReader amounts, CreditUnit unit) => new(
        Id, Name!.Trim(), LotKind, Read(Amount, amounts, unit) ?? default, AdjustmentInput.ExpiryOf(ExpiresOn), Read(Budget, amounts, unit)
            ?? default,
        Who == CampaignWho.Addresses
            ? new CampaignAudience(Listed(uploaded))
            : new CampaignAudience(null, RegisteredFrom, RegisteredUntil, Read(BalanceBelow, amounts, unit)));

    private IEnumerable<(string Field, string Error)> CheckCustomers(AmountReader amounts, CreditUnit unit)
    {
        if (RegisteredFrom > RegisteredUntil)
            yield return (nameof(RegisteredUntil), "The last day is before the first.");
        if (!string.IsNullOrWhiteSpace(BalanceBelow) && amounts.ReadCredits(BalanceBelow, AmountField.Of(unit), out _) is { } wrong)
            yield return (nameof(BalanceBelow), wrong);
    }

    private IEnumerable<(string Field, string Error)> CheckAddresses(string? uploaded)
    {
        var count = Listed(uploaded).Count;
        if (count == 0)
            yield return (nameof(Addresses), "Paste at least one e-mail address, or choose a file that has some.");
        if (count > CampaignAudience.MostAddresses)
            yield return (nameof(Addresses), "Use at most 10,000 addresses.");
    }

    /// <returns>Whom the list names, each mailbox once.</returns>
    public IReadOnlyList<string> Listed(string? uploaded) =>
    [
        .. MailboxList.Read(Addresses).Mailboxes.Concat(MailboxList.Read(uploaded).Mailboxes)
            .DistinctBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Address),
    ];

    private static CreditAmount? Read(string? typed, AmountReader amounts, CreditUnit unit) =>
        amounts.ReadCredits(typed, AmountField.Of(unit), out var amount) is null ? amount : null;
}
