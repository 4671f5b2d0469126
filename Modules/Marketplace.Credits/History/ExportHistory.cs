using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.History;

/// <summary>
/// A history as the lines of a CSV file, newest first, read a piece at a time: a million rows need no more memory than a thousand.
/// </summary>
internal sealed class ExportHistory(
    IDatabase database, ReadHistory readHistory, CreditUnit unit, TransactionTypeNames names, IStringLocalizer<ExportHistory> text)
{
    private const int Piece = 1000;

    public async IAsyncEnumerable<string> LinesAsync(
        string userId, HistoryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Head();
        await foreach (var transaction in ReadAsync(userId, filter, cancellationToken))
            yield return Line(transaction);
    }

    /// <summary>The columns of every list of transactions.</summary>
    public string Head() => CsvText.Line(
        text["Time (UTC)"].Value, text["Type"].Value, text["Description"].Value, text["Amount"].Value, text["Balance after"].Value,
        text["Unit"].Value, text["Transaction"].Value, text["Details"].Value);

    public string Line(WalletTransaction transaction) => CsvText.Line(
        transaction.CreatedAt,
        names.Of(transaction.Type),
        transaction.Description,
        transaction.Amount,
        transaction.BalanceAfter,
        unit.Code,
        transaction.Id,
        transaction.Metadata.Count == 0 ? null : JsonSerializer.Serialize(transaction.Metadata));

    /// <summary>No connection is kept while the reader is slow.</summary>
    private async IAsyncEnumerable<WalletTransaction> ReadAsync(
        string userId, HistoryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? cursor = null;
        do
        {
            WalletHistory piece;
            await using (var db = await database.OpenAsync(cancellationToken))
            {
                if (await AccountRows.FindAsync(db, userId, cancellationToken) is not { } account)
                    yield break;
                piece = await readHistory.ReadAsync(db, account.Id, filter.ToQuery(Piece, cursor), cancellationToken);
            }

            foreach (var transaction in piece.Transactions)
                yield return transaction;
            cursor = piece.Older;
        }
        while (cursor is not null);
    }
}
