using System.Data;
using System.Globalization;
using Dapper;
using Marketplace.Abstractions;
using Microsoft.Data.Sqlite;

namespace Marketplace.Data;

/// <summary>
/// Like Dapper's own base class, but null where the reader asks for a nullable value, and an error that says so where it does not.
/// </summary>
internal abstract class ValueHandler<T> : SqlMapper.ITypeHandler
    where T : struct
{
    public void SetValue(IDbDataParameter parameter, object value)
    {
        if (value is DBNull)
            parameter.Value = value;
        else
            Write(parameter, (T)value);
    }

    public object? Parse(Type destinationType, object value) =>
        value is not DBNull
            ? Read(value)
            : Nullable.GetUnderlyingType(destinationType) is not null
                ? null
                : throw new InvalidCastException($"The query gave null where a {typeof(T).Name} is expected.");

    protected abstract void Write(IDbDataParameter parameter, T value);

    protected abstract T Read(object value);
}

internal sealed class TimestampHandler : ValueHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    protected override void Write(IDbDataParameter parameter, DateTimeOffset value) =>
        parameter.Value = parameter is SqliteParameter
            ? value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)
            : value.UtcDateTime;

    protected override DateTimeOffset Read(object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time.ToUniversalTime(),
        string text =>
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        _ => throw new InvalidCastException($"A {value.GetType().Name} is not a timestamp."),
    };
}

internal sealed class CreditAmountHandler : ValueHandler<CreditAmount>
{
    protected override void Write(IDbDataParameter parameter, CreditAmount value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value.Micros;
    }

    /// <summary>PostgreSQL's sum() of bigint is numeric, hence decimal.</summary>
    protected override CreditAmount Read(object value) => value switch
    {
        long micros => new CreditAmount(micros),
        int micros => new CreditAmount(micros),
        decimal micros => new CreditAmount(decimal.ToInt64(micros)),
        _ => throw new InvalidCastException($"A {value.GetType().Name} is not an amount in millionths."),
    };
}

internal sealed class Int32Handler : ValueHandler<int>
{
    protected override void Write(IDbDataParameter parameter, int value) => parameter.Value = value;

    protected override int Read(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
}

internal sealed class BooleanHandler : ValueHandler<bool>
{
    protected override void Write(IDbDataParameter parameter, bool value) => parameter.Value = value;

    protected override bool Read(object value) => Convert.ToBoolean(value, CultureInfo.InvariantCulture);
}

/// <summary>JSON, or somebody's own words as they are.</summary>
internal sealed class StoredTextHandler : SqlMapper.ITypeHandler
{
    public void SetValue(IDbDataParameter parameter, object value) =>
        parameter.Value = value is StoredText text ? text.ToString() : DBNull.Value;

    public object? Parse(Type destinationType, object value) => value is string stored ? StoredText.Parse(stored) : null;
}
