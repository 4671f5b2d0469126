using System.Globalization;
using System.Runtime.CompilerServices;
using Marketplace.Credits.History;
using Marketplace.Pdf;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Statements;

/// <summary>
/// A statement to print or keep. A month with more than <see cref="MostLines"/> transactions is summed up and refers to the CSV file for
/// the list.
/// </summary>
internal sealed class StatementPdf(
    ReadStatementLines lines, ExactMoney money, TransactionTypeNames names, ITenant tenant, TimeProvider time,
    IStringLocalizer<StatementPdf> text, PdfFonts fonts, IUserDirectory? users = null)
{
    public const int MostLines = 25_000;

    /// <summary>Some twenty pages: what has more waits for its turn.</summary>
    private const int FewLines = 1_000;

    public Task<byte[]> WriteAsync(
        string userId, Statement statement, IReadOnlyList<TypeTotal> totals, CancellationToken cancellationToken) =>
        statement.Count is > FewLines and <= MostLines
            ? LargeDocuments.WriteAsync(() => WriteNowAsync(userId, statement, totals, cancellationToken), cancellationToken)
            : WriteNowAsync(userId, statement, totals, cancellationToken);

    private async Task<byte[]> WriteNowAsync(
        string userId, Statement statement, IReadOnlyList<TypeTotal> totals, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var head = new PdfHead(tenant.DisplayName, text["Credit statement"], statement.Month.Name, text["Page {0} of {1}", "{0}", "{1}"]);
        var report = new PdfReport(head, now, fonts);
        await FactsAsync(report, userId, statement, now, cancellationToken);
        Summary(report, statement, totals);
        report.Heading(text["Transactions"]);
        if (statement.Count == 0)
            report.Paragraph(text["Nothing was booked in this month."]);
        else if (statement.Count > MostLines)
            report.Paragraph(
                text[
                    "This month has {0} transactions, more than a document of pages can hold. Download the statement as CSV to see each "
                    + "of them.", statement.Count.ToString("N0", CultureInfo.CurrentCulture)]);
        else
            await TransactionsAsync(report, userId, statement, cancellationToken);
        return report.Save();
    }

    private async Task FactsAsync(
        PdfReport report, string userId, Statement statement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var customer = users is null ? null : await users.FindAsync(userId, cancellationToken);
        var name = customer is null ? userId : report.NameOrAddress(customer.Name, customer.Email);
        report.Paragraph(customer is null || customer.Email == name
            ? text["Customer: {0}", name]
            : text["Customer: {0} ({1})", name, customer.Email]);
        report.Paragraph(text["Period: {0} to {1} (UTC)", Day(statement.Month.FirstDay), Day(statement.Month.LastDay)]);
        report.Paragraph(statement.Month.Ends > now
            ? text["Written on {0} UTC: the month is not over yet.", Moment(now)]
            : text["Written on {0} UTC", Moment(now)]);
    }

    private void Summary(PdfReport report, Statement statement, IReadOnlyList<TypeTotal> totals)
    {
        report.Heading(text["Summary"]);
        report.Table(
            [new PdfColumn(text["What"], 50), new PdfColumn(text["Transactions"], 20, Right: true),
                new PdfColumn(text["Amount"], 30, Right: true)],
            [
                new PdfRow([text["Opening balance"], "", money.Format(statement.Opening)], Strong: true),
                .. totals.Select(
                    x => new PdfRow(
                        [names.Of(x.TransactionType), x.Count.ToString("N0", CultureInfo.CurrentCulture), money.Signed(x.Amount)])),
                new PdfRow(
                    [text["Closing balance"], statement.Count.ToString("N0", CultureInfo.CurrentCulture), money.Format(statement.Closing)],
                    Strong: true),
            ]);
    }

    private Task TransactionsAsync(PdfReport report, string userId, Statement statement, CancellationToken cancellationToken) =>
        report.TableAsync(
            [
                new PdfColumn(text["Time (UTC)"], 19),
                new PdfColumn(text["Type"], 15),
                new PdfColumn(text["Description"], 34),
                new PdfColumn(text["Amount"], 16, Right: true),
                new PdfColumn(text["Balance after"], 16, Right: true),
            ],
            RowsAsync(userId, statement, cancellationToken),
            cancellationToken);

    private async IAsyncEnumerable<PdfRow> RowsAsync(
        string userId, Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new PdfRow(["", "", text["Opening balance"], "", money.Format(statement.Opening)], Strong: true);
        await foreach (var x in lines.AllAsync(userId, statement, cancellationToken))
            yield return new PdfRow(
                [Moment(x.CreatedAt), names.Of(x.Type), x.Description, money.Signed(x.Amount), money.Format(x.BalanceAfter)]);
        yield return new PdfRow(["", "", text["Closing balance"], "", money.Format(statement.Closing)], Strong: true);
    }

    private static string Day(DateOnly day) => day.InWords("d MMM yyyy");

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
