using System.Runtime.CompilerServices;
using Marketplace.Credits.History;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Statements;

/// <summary>A statement as the lines of a CSV file: the opening balance, every transaction, the closing balance.</summary>
internal sealed class StatementCsv(ReadStatementLines lines, ExportHistory history, CreditUnit unit, IStringLocalizer<StatementCsv> text)
{
    public async IAsyncEnumerable<string> LinesAsync(
        string userId, Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return history.Head();
        yield return Balance(statement.Month.Begins, text["Opening balance"], statement.Opening);
        await foreach (var transaction in lines.AllAsync(userId, statement, cancellationToken))
            yield return history.Line(transaction);
        yield return Balance(statement.Month.Ends, text["Closing balance"], statement.Closing);
    }

    private string Balance(DateTimeOffset at, string name, CreditAmount balance) =>
        CsvText.Line(at, null, name, null, balance, unit.Code, null, null);
}
