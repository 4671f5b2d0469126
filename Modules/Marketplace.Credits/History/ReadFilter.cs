using Marketplace.Credits.Ledger.Entries;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.History;

/// <summary>Understands the filters of a history, for pages and programs alike.</summary>
internal sealed class ReadFilter(IStringLocalizer<ReadFilter> text)
{
    public const int LongestText = 100;

    public HistoryFilter Of(string? type, string? from, string? to, string? q)
    {
        var typed = new FilterText(Clean(type), Clean(from), Clean(to), Clean(q));
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var (first, last) = (DayOf("from", typed.From, problems), DayOf("to", typed.To, problems));
        if (first > last)
        {
            problems["to"] = text["This day lies before the first one, {0}. Choose a later day.", typed.From!];
            (first, last) = (null, null);
        }

        return new HistoryFilter(typed, TypeOf(typed.Type, problems), first, last, TextOf(typed.Q, problems), problems);
    }

    /// <summary>By one name only: numbers and lists of names are understood by the parser, but nobody means them.</summary>
    private TransactionType? TypeOf(string? typed, Dictionary<string, string> problems)
    {
        if (typed is null)
            return null;
        if (typed.All(char.IsAsciiLetter) && Enum.TryParse<TransactionType>(typed, ignoreCase: true, out var type) && Enum.IsDefined(type))
            return type;
        problems["type"] = text[
            "There is no type \"{0}\". The types are {1}.", Short(typed), string.Join(", ", Enum.GetNames<TransactionType>())];
        return null;
    }

    private DateOnly? DayOf(string field, string? typed, Dictionary<string, string> problems)
    {
        if (typed is null)
            return null;
        if (DayText.TryRead(typed, out var day))
            return day;
        problems[field] = text["\"{0}\" is no day. Write it as year, month and day, for example 2026-11-21.", Short(typed)];
        return null;
    }

    private string? TextOf(string? typed, Dictionary<string, string> problems)
    {
        if (typed is null)
            return null;
        if (typed.Length > LongestText)
            problems["q"] = text["Search for at most {0} characters.", LongestText];
        else if (typed.Any(char.IsControl))
            problems["q"] = text["The search holds characters that cannot be typed. Type it anew."];
        return problems.ContainsKey("q") ? null : typed;
    }

    private static string? Clean(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string Short(string typed) => typed.Length <= 30 ? typed : typed[..30] + "…";
}
