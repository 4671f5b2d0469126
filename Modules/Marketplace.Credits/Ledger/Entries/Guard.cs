namespace Marketplace.Credits.Ledger.Entries;

/// <summary>Refuses what no correct caller asks for. Expected failures are results, not exceptions.</summary>
internal static class Guard
{
    public static void Key(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        Text(key);
        if (key.Length > 200)
            throw new ArgumentException("An idempotency key has at most 200 characters.", nameof(key));
    }

    /// <summary>PostgreSQL stores no character zero, and one such text must not fail the batch that others are in.</summary>
    public static void Text(string description, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (description.Contains('\0', StringComparison.Ordinal)
            || (metadata?.Any(x => x.Key.Contains('\0', StringComparison.Ordinal) || x.Value.Contains('\0', StringComparison.Ordinal))
            ?? false))
            throw new ArgumentException("A text of the ledger holds no character zero.", nameof(description));
    }

    public static void User(string userId) => ArgumentException.ThrowIfNullOrWhiteSpace(userId);

    public static void Asset(string asset)
    {
        if (asset.Length is 0 or > 20 || !asset.All(x => char.IsAsciiLetterLower(x) || char.IsAsciiDigit(x)))
            throw new ArgumentException("An asset is named by at most 20 lower-case letters and digits.", nameof(asset));
    }

    public static void Positive(CreditAmount amount)
    {
        if (!amount.IsPositive)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount must be positive.");
    }

    public static void NotNegative(CreditAmount amount)
    {
        if (amount.IsNegative)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount must not be negative.");
    }

    /// <summary>The smallest 64-bit number has no opposite, so it cannot be booked against another account.</summary>
    public static void NotZero(CreditAmount amount)
    {
        if (amount == CreditAmount.Zero || amount.Micros == long.MinValue)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount must not be zero and must be in range.");
    }
}
