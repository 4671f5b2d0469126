using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Payments.History;

/// <summary>The filters as they stand in the address; null or empty where nothing was typed.</summary>
internal sealed record PaymentFilterText(
    [property: FromQuery(Name = "status")] string? Status = null,
    [property: FromQuery(Name = "from")] string? From = null,
    [property: FromQuery(Name = "to")] string? To = null);

/// <summary>What they mean. A filter that cannot be understood is not applied; the others are.</summary>
/// <param name="From">First and last day count, in UTC.</param>
/// <param name="Problems">By the field's name in the address.</param>
internal sealed record PaymentFilter(
    PaymentFilterText Typed, PaymentState? State, DateOnly? From, DateOnly? To, IReadOnlyDictionary<string, string> Problems)
{
    public bool IsTyped => !string.IsNullOrEmpty(Typed.Status) || !string.IsNullOrEmpty(Typed.From) || !string.IsNullOrEmpty(Typed.To);

    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    public DateTimeOffset? Since => From is { } day ? StartOf(day) : null;

    public DateTimeOffset? Until => To is { } day && day < DateOnly.MaxValue ? StartOf(day.AddDays(1)) : null;

    /// <returns>Starts with a question mark, or is empty.</returns>
    public string ToAddress(string? name = null, string? value = null)
    {
        var query = new QueryBuilder();
        foreach (var (key, text) in new[] { ("status", Typed.Status), ("from", Typed.From), ("to", Typed.To), (name ?? "", value) })
        {
            if (key.Length > 0 && !string.IsNullOrEmpty(text))
                query.Add(key, text);
        }

        return query.ToQueryString().ToUriComponent();
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly? Day(string text) =>
        DayText.TryRead(text, out var day) ? day : null;

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
