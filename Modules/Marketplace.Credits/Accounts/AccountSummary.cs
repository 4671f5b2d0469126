namespace Marketplace.Credits.Accounts;

/// <summary>A customer's account as operators see it.</summary>
internal sealed record AccountSummary
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required CreditAmount Posted { get; init; }

    public required CreditAmount Held { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Credits whose time is over and that were not taken away yet.</summary>
    public CreditAmount Ended { get; init; }

    /// <summary>What the list is ordered by, and what nothing has to be looked up for.</summary>
    public CreditAmount Available => Posted - Held;

    /// <summary>What the customer can spend.</summary>
    public CreditAmount Spendable => Available - Ended;
}

/// <param name="Next">Cursor of the next page, or null at the end.</param>
internal sealed record AccountPage(IReadOnlyList<AccountSummary> Accounts, AccountCursor? Next);
