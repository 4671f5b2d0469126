using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Statements;

/// <summary>
/// What a month did to a customer's balance: opening + in + out = closing, unless more came or went than the range of amounts has room for.
/// </summary>
/// <param name="Above">The month's entries are those with a greater version than this…</param>
/// <param name="UpTo">…up to and including this.</param>
/// <param name="In">Zero or positive.</param>
/// <param name="Out">Zero or negative.</param>
internal sealed record Statement(
    StatementMonth Month, long Above, long UpTo, CreditAmount Opening, CreditAmount In, CreditAmount Out, CreditAmount Closing)
{
    /// <summary>Versions have no gaps.</summary>
    public long Count => UpTo - Above;
}

/// <summary>What one type of transaction did in a month.</summary>
internal sealed record TypeTotal
{
    public required string Type { get; init; }

    public required long Count { get; init; }

    public required CreditAmount Amount { get; init; }

    public TransactionType TransactionType => Enum.Parse<TransactionType>(Type);
}

/// <param name="Older">The newest month of the next page, or null at the end.</param>
internal sealed record StatementList(IReadOnlyList<Statement> Statements, StatementMonth? Older)
{
    public static readonly StatementList Empty = new([], null);
}
