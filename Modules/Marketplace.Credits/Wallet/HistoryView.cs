using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Wallet;

/// <summary>A page of a history with the addresses that lead on from it.</summary>
/// <param name="Path">The page's own address, without a query.</param>
/// <param name="EmptyText">The next step of somebody who has no transactions.</param>
internal sealed record HistoryView(WalletHistory History, HistoryFilter Filter, string Path, TransactionTypeNames Names, string EmptyText)
{
    /// <summary>The address of a transaction without its id, or null where rows lead nowhere.</summary>
    public string? DetailsPath { get; init; }

    public bool IsFiltered => Filter.IsTyped;

    public string AllUrl => Path;

    public string? OlderUrl => Address("before", History.Older);

    public string? NewerUrl => Address("after", History.Newer);

    public string NameOf(TransactionType type) => Names.Of(type);

    private string? Address(string name, long? cursor) => cursor is null ? null : Path + Filter.ToAddress(name, cursor);
}
