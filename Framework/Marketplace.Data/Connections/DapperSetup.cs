using Dapper;
using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// How values travel: timestamps as UTC (ISO text on SQLite), amounts as whole millionths, snake_case columns to properties.
/// </summary>
internal static class DapperSetup
{
    private static readonly Lazy<bool> Registration = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        Add(new TimestampHandler());
        Add(new CreditAmountHandler());
        // SQLite reads every whole number as 64 bits; these let a record's constructor take int and bool all the same.
        Add(new Int32Handler());
        Add(new BooleanHandler());
        SqlMapper.AddTypeHandler(typeof(StoredText), new StoredTextHandler());
        return true;
    });

    public static void Register() => _ = Registration.Value;

    private static void Add<T>(ValueHandler<T> handler)
        where T : struct =>
        SqlMapper.AddTypeHandler(typeof(T), handler);
}
