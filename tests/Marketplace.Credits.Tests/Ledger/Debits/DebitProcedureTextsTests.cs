using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Credits.Ledger.Debits;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Ledger.Debits;

/// <summary>
/// What a migration ran in people's databases is never changed: a new version of the procedure is a new text and a new migration.
/// </summary>
public sealed class DebitProcedureTextsTests
{
    private static readonly Dictionary<string, string> Frozen = new(StringComparer.Ordinal)
    {
        [nameof(DebitProcedureTexts.OfLedger2)] = "450fa0d1194a0e70f38c6862bceae80f6620e5a8c9f304cd64e6c938c764312d",
        [nameof(DebitProcedureTexts.OfLedger3)] = "f3f7e45af718ea3deec5b5150af207e4c846ae0ef4c8b91870df0dd66a0f5a4d",
        [nameof(DebitProcedureTexts.OfLedger4)] = "fa4f4a9b0c07555f35a1100c4059d389eb35d76a73f38d620f77f35b29f04636",
    };

    public static TheoryData<string> Names => [.. Texts().Select(x => x.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_text_stays_as_it_was_applied(string name)
    {
        var text = (string)Texts().Single(x => x.Name == name).GetRawConstantValue()!;

        Assert.Equal(Frozen[name], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")))));
    }

    [Fact]
    public void Every_frozen_text_is_still_there() =>
        Assert.Equal(Frozen.Keys.Order(StringComparer.Ordinal), Texts().Select(x => x.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_database_runs_the_newest_text()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var shell = await TestShell.CreateAsync(database, _ => { }, new Startup());
        await using var session = await shell.Database.OpenAsync(default);
        var procedures = await session.QueryAsync<(string Name, string Body, string[] Settings)>(
            """
            select proname::text, prosrc, coalesce(proconfig, '{}') from pg_proc
            where pronamespace = to_regnamespace(current_schema()) and proname in ('ledger_debit', 'ledger_debits')
            """);
        var schema = await session.ScalarAsync<string>("select current_schema()::text");

        Assert.Equal(2, procedures.Count);
        Assert.All(procedures, x => Assert.Contains(x.Body, NewestOf(x.Name), StringComparison.Ordinal));
        Assert.All(
            procedures, x => Assert.Equal($"search_path={schema}", Assert.Single(x.Settings).Replace("\"", "", StringComparison.Ordinal)));
    }

    private static string NewestOf(string procedure) =>
        Texts()
            .OrderByDescending(x => int.Parse(x.Name[nameof(DebitProcedureTexts.OfLedger2)[..^1].Length..], CultureInfo.InvariantCulture))
            .Select(x => (string)x.GetRawConstantValue()!)
            .First(x => x.Contains($"create or replace function {procedure}(", StringComparison.Ordinal));

    private static IEnumerable<FieldInfo> Texts() =>
        typeof(DebitProcedureTexts).GetFields(BindingFlags.Static | BindingFlags.Public).Where(x => x.IsLiteral);
}
