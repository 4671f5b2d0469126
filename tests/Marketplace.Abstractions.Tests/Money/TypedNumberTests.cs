using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Marketplace.Abstractions.Tests.Money;

/// <summary>One table of cases for both readers of typed amounts, the server's and the browser's (acceptance O25).</summary>
public sealed class TypedNumberTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Money");

    private static readonly IReadOnlyList<Row> Table =
        JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(Path.Combine(Folder, "amounts.json")), JsonSerializerOptions.Web)!;

    [Fact]
    public void The_server_reads_every_row_as_the_table_says() => Assert.All(Table, row =>
    {
        var problem = TypedNumber.Read(row.Typed, row.Decimals, row.Symbol, out var number);
        Assert.Equal(row.Problem ?? "none", JsonNamingPolicy.CamelCase.ConvertName(problem.ToString()));
        Assert.Equal(row.Digits is null ? 0 : decimal.Parse(row.Digits, CultureInfo.InvariantCulture), number);
    });

    [Fact]
    public async Task The_browser_reads_every_row_as_the_table_says()
    {
        var start = new ProcessStartInfo("node", ["amounts-table.mjs"])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var read = JsonSerializer.Deserialize<List<Reading>>(await node.StandardOutput.ReadToEndAsync(), JsonSerializerOptions.Web)!;
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        Assert.Equal(
            Table.Select(x => $"{x.Typed} ({x.Decimals}): {x.Digits}{x.Problem}"),
            Table.Zip(read, (x, y) => $"{x.Typed} ({x.Decimals}): {y.Digits}{y.Problem}"));
    }

    /// <summary>What every one of them would have been read as by somebody.</summary>
    [Fact]
    public void The_table_holds_each_problem_and_each_kind_of_field()
    {
        Assert.Equal(
            Enum.GetNames<TypedNumberProblem>().Skip(1).Select(JsonNamingPolicy.CamelCase.ConvertName).Order(StringComparer.Ordinal),
            Table.Select(x => x.Problem).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<int> { 0, 1, 2, 5, 6 }, Table.Select(x => x.Decimals).ToHashSet());
    }

    private sealed record Row(string Typed, int Decimals, string? Digits, string? Problem, string Symbol = "$");

    private sealed record Reading(string Digits, string Problem);
}
