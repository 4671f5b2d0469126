using Marketplace.Credits.History;

namespace Marketplace.Credits.Transfers;

/// <summary>
/// The other side of a transfer as its description names it: the address where that was known, else the id. Whoever sends to an id does
/// not learn an address by it, and a note that guesses one confirms nothing.
/// </summary>
internal static class NamedInTransfer
{
    public static string Of(WalletTransaction transfer, UserSummary other) =>
        !transfer.Description.Contains(other.Id, StringComparison.Ordinal)
        && transfer.Description.Contains(other.Email, StringComparison.Ordinal)
            ? other.Email
            : other.Id;
}
