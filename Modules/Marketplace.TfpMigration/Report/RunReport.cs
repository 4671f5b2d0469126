using System.Runtime.CompilerServices;
using Marketplace.Data;
using Marketplace.TfpMigration.Runs;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Report;

/// <summary>
/// The report of a run as lines of a CSV file: everybody with before and after, then what was found in files that have no user.
/// </summary>
internal sealed class RunReport(IDatabase database, FindingText findingText, StateNames states, IStringLocalizer<RunReport> text)
{
    private const int AtOnce = 200;

    public async IAsyncEnumerable<string> LinesAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return CsvText.Line(
            text["File"].Value, text["E-mail"].Value, text["State"].Value, text["TFP balance"].Value, text["Credits before"].Value,
            text["Credits migrated"].Value,
            text["Credits after"].Value, text["Entries"].Value, text["SHA-256 of the original"].Value, text["Remarks"].Value);
        await using var db = await database.OpenAsync(cancellationToken);
        var after = "";
        while (await UserRows.ListAsync(db, runId, after, AtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            after = rows[^1].FileName;
            var findings = (await FindingRows.ListOfAsync(db, runId, [.. rows.Select(x => x.FileName)], cancellationToken)).ToLookup(
                x => x.FileName, StringComparer.Ordinal);
            foreach (var row in rows)
                yield return LineOf(row, findings[row.FileName]);
        }

        foreach (var file in (await FindingRows.ListWithoutUserAsync(db, runId, cancellationToken)).GroupBy(
            x => x.FileName, StringComparer.Ordinal))
            yield return CsvText.Line(
                file.Key, null, file.Any(x => x.IsError) ? text["Refused"].Value : text["Left out"].Value, null, null, null, null, null,
                null, Remarks(file));
    }

    private string LineOf(TfpUserRow row, IEnumerable<FindingRow> findings) => CsvText.Line(
        row.FileName, row.Email, states.OfUser(row.State).Text, row.Balance.ToDecimal(), row.BalanceBefore, row.Credited, row.After,
        row.Entries, row.Sha256, Remarks(findings));

    private string Remarks(IEnumerable<FindingRow> findings) =>
        string.Join(
            " | ",
            findings.Select(x => x.Field.Length == 0 ? findingText.Of(x.ToFinding()) : $"{x.Field}: {findingText.Of(x.ToFinding())}"));
}
