using System.Data;
using System.Globalization;
using Dapper;
using Marketplace.Abstractions;
using Microsoft.Data.Sqlite;

namespace Marketplace.Data;

/// <summary>How values travel: timestamps as UTC (ISO text on SQLite), amounts as whole millionths, snake_case columns to properties.</summary>
internal static class DapperSetup
{
    private static readonly Lazy<bool> Registration = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimestampHandler());
        SqlMapper.AddTypeHandler(new CreditAmountHandler());
        // SQLite reads every whole number as 64 bits; these let a record's constructor take int and bool all the same.
        SqlMapper.AddTypeHandler(new Int32Handler());
        SqlMapper.AddTypeHandler(new BooleanHandler());
        return true;
    });

    public static void Register() => _ = Registration.Value;

    private sealed class TimestampHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = parameter is SqliteParameter
                ? value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)
                : value.UtcDateTime;

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset time => time.ToUniversalTime(),
            string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            _ => throw new InvalidCastException($"A {value.GetType().Name} is not a timestamp."),
        };
    }

    private sealed class CreditAmountHandler : SqlMapper.TypeHandler<CreditAmount>
    {
        public override void SetValue(IDbDataParameter parameter, CreditAmount value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.Micros;
        }

        /// <summary>PostgreSQL's sum() of bigint is numeric, hence decimal.</summary>
        public override CreditAmount Parse(object value) => value switch
        {
            long micros => new CreditAmount(micros),
            int micros => new CreditAmount(micros),
            decimal micros => new CreditAmount(decimal.ToInt64(micros)),
            _ => throw new InvalidCastException($"A {value.GetType().Name} is not an amount in millionths."),
        };
    }

    private sealed class Int32Handler : SqlMapper.TypeHandler<int>
    {
        public override void SetValue(IDbDataParameter parameter, int value) => parameter.Value = value;

        public override int Parse(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
    }

    private sealed class BooleanHandler : SqlMapper.TypeHandler<bool>
    {
        public override void SetValue(IDbDataParameter parameter, bool value) => parameter.Value = value;

        public override bool Parse(object value) => Convert.ToBoolean(value, CultureInfo.InvariantCulture);
    }
}
