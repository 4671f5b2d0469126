using System.Globalization;

namespace Marketplace.Credits;

/// <summary>A page of a history with the addresses that lead on from it.</summary>
/// <param name="Path">The page's own address, without a query.</param>
/// <param name="EmptyText">The next step of somebody who has no transactions.</param>
internal sealed record HistoryView(WalletHistory History, TransactionType? Type, string Path, TransactionTypeNames Names, string EmptyText)
{
    public bool IsFiltered => Type is not null;

    public string AllUrl => Path;

    public string? OlderUrl => Address("before", History.Older);

    public string? NewerUrl => Address("after", History.Newer);

    public string NameOf(TransactionType type) => Names.Of(type);

    private string? Address(string name, long? cursor) =>
        cursor is { } version ? $"{Path}?{(Type is { } type ? $"type={type}&" : "")}{name}={version.ToString(CultureInfo.InvariantCulture)}" : null;
}
