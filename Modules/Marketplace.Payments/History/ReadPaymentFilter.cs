using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.History;

/// <summary>Understands the filters of payments, for pages and programs alike.</summary>
internal sealed class ReadPaymentFilter(IStringLocalizer<ReadPaymentFilter> text)
{
    public PaymentFilter Of(PaymentFilterText typed)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var (from, to) = (DayOf("from", typed.From, problems), DayOf("to", typed.To, problems));
        if (from > to)
        {
            problems["to"] = text["This day lies before the first one. Choose a later day."];
            (from, to) = (null, null);
        }

        return new PaymentFilter(typed, StateOf(typed.Status, problems), from, to, problems);
    }

    private PaymentState? StateOf(string? typed, Dictionary<string, string> problems)
    {
        switch (typed)
        {
            case null or "":
                return null;
            case "paid":
                return PaymentState.Paid;
            case "open":
                return PaymentState.Open;
            case "failed":
                return PaymentState.Failed;
            default:
                problems["status"] = text["Choose paid, open or failed."];
                return null;
        }
    }

    private DateOnly? DayOf(string field, string? typed, Dictionary<string, string> problems)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (PaymentFilter.Day(typed.Trim()) is { } day)
            return day;
        problems[field] = text["That is no day. Write it as year, month and day, for example 2026-11-21."];
        return null;
    }
}
