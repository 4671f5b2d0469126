using System.Globalization;
using Marketplace.Credits.Ledger.Entries;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Credits.History;

/// <summary>
/// The filters of a history as they stand in its address: what was typed, what it means, and what cannot be understood. A filter that
/// cannot be understood is not applied; the others are.
/// </summary>
/// <param name="Problems">By the field's name in the address: <c>type</c>, <c>from</c>, <c>to</c> or <c>q</c>.</param>
internal sealed record HistoryFilter(
    FilterText Typed, TransactionType? Type, DateOnly? From, DateOnly? To, string? Text, IReadOnlyDictionary<string, string> Problems)
{
    public static readonly HistoryFilter None = new(
        new FilterText(null, null, null, null), null, null, null, null, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Something is typed, whether it could be understood or not.</summary>
    public bool IsTyped => Typed != None.Typed;

    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    /// <summary>Both days count, in UTC.</summary>
    public HistoryQuery ToQuery(int limit, long? before = null, long? after = null) =>
        new(limit, before, before is null ? after : null, Type)
        {
            From = From is { } from ? StartOf(from) : null,
            Until = To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1)) : null,
            Text = Text,
        };

    /// <summary>The filters for an address, with whatever else it says.</summary>
    /// <returns>Starts with a question mark, or is empty.</returns>
    public string ToAddress(string? name = null, long? value = null)
    {
        var query = new QueryBuilder();
        Add(query, "type", Typed.Type);
        Add(query, "from", Typed.From);
        Add(query, "to", Typed.To);
        Add(query, "q", Typed.Q);
        if (name is not null)
            Add(query, name, value?.ToString(CultureInfo.InvariantCulture));
        return query.ToQueryString().ToUriComponent();
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Add(name, value);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>The filters as they were typed; null or empty where nothing was.</summary>
internal sealed record FilterText(
    [property: FromQuery(Name = "type")] string? Type,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "q")] string? Q);
