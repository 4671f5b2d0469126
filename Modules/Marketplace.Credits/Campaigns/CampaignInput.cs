using System.ComponentModel.DataAnnotations;

namespace Marketplace.Credits;

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

    public LotKind LotKind { get; init; } = Credits.LotKind.Promotional;

    [Required(ErrorMessage = "Enter an amount.")]
    public string? Amount { get; init; }

    [Required(ErrorMessage = "Enter the most that all of it may cost.")]
    public string? Budget { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public CampaignWho Who { get; init; }

    public DateOnly? RegisteredFrom { get; init; }

    public DateOnly? RegisteredUntil { get; init; }

    public string? BalanceBelow { get; init; }

    public string? Addresses { get; init; }

    /// <param name="uploaded">What was in the file, if there was one.</param>
    /// <returns>Fields and what is wrong with them, in words to be translated.</returns>
    public IEnumerable<(string Field, string Error)> Check(string? uploaded, DateTimeOffset now)
    {
        const string NotAnAmount = "Enter an amount above zero with at most six decimals, for example 25.00.";
        if (!PrefixedId.IsWellFormed(Campaign.Prefix, Id) || !AdjustmentInput.GrantKinds.Contains(LotKind) || !Enum.IsDefined(Who))
            yield return ("", "This form is damaged. Open it again.");
        if (!string.IsNullOrWhiteSpace(Amount) && !AmountText.TryRead(Amount.Trim(), out _))
            yield return (nameof(Amount), NotAnAmount);
        if (!string.IsNullOrWhiteSpace(Budget) && !AmountText.TryRead(Budget.Trim(), out _))
            yield return (nameof(Budget), NotAnAmount);
        if (AdjustmentInput.ExpiryOf(ExpiresOn) <= now)
            yield return (nameof(ExpiresOn), "This day is over. Choose a later one, or none.");
        foreach (var problem in Who == CampaignWho.Addresses ? CheckAddresses(uploaded) : CheckCustomers(NotAnAmount))
            yield return problem;
    }

    /// <summary>Lines that hold no address that can be read as a whole: they keep the list from being used, so that nobody is paid by mistake.</summary>
    /// <returns>Of what was pasted, then of the file.</returns>
    public IEnumerable<(bool IsInFile, ListedText Line)> RefusedLines(string? uploaded) =>
        Who == CampaignWho.Addresses
            ? MailboxList.Read(Addresses).Refused.Select(x => (false, x)).Concat(MailboxList.Read(uploaded).Refused.Select(x => (true, x)))
            : [];

    /// <summary>Only where <see cref="Check"/> and <see cref="RefusedLines"/> find nothing.</summary>
    public CampaignRequest ToRequest(string? uploaded) => new(
        Id, Name!.Trim(), LotKind, Read(Amount) ?? default, AdjustmentInput.ExpiryOf(ExpiresOn), Read(Budget) ?? default,
        Who == CampaignWho.Addresses
            ? new CampaignAudience([.. Listed(uploaded).Select(x => x.Address)])
            : new CampaignAudience(null, RegisteredFrom, RegisteredUntil, Read(BalanceBelow)));

    private IEnumerable<(string Field, string Error)> CheckCustomers(string notAnAmount)
    {
        if (RegisteredFrom > RegisteredUntil)
            yield return (nameof(RegisteredUntil), "The last day is before the first.");
        if (!string.IsNullOrWhiteSpace(BalanceBelow) && Read(BalanceBelow) is null)
            yield return (nameof(BalanceBelow), notAnAmount);
    }

    private IEnumerable<(string Field, string Error)> CheckAddresses(string? uploaded)
    {
        var count = Listed(uploaded).Count;
        if (count == 0)
            yield return (nameof(Addresses), "Paste at least one e-mail address, or choose a file that has some.");
        if (count > CampaignAudience.MostAddresses)
            yield return (nameof(Addresses), "Use at most 10,000 addresses.");
    }

    private List<Mailbox> Listed(string? uploaded) =>
        [.. MailboxList.Read(Addresses).Mailboxes.Concat(MailboxList.Read(uploaded).Mailboxes).DistinctBy(x => x.Key, StringComparer.Ordinal)];

    private static CreditAmount? Read(string? text) => AmountText.TryRead(text?.Trim(), out var amount) ? amount : null;
}
