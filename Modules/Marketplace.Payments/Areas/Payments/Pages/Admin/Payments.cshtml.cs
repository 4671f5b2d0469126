using System.Globalization;
using System.Runtime.CompilerServices;
using Marketplace.Credits.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Timeline;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Areas.Payments.Pages.Admin;

[RequirePermission(Permissions.ViewPayments)]
internal sealed class PaymentsModel(
    ListAllPayments list, FindPayments find, OwnerNames names, AdminPaymentTexts texts, TimeProvider time,
    IStringLocalizer<PaymentsModel> text) : PageModel
{
    private const int PageSize = 50;
    private const int CsvPageSize = 500;

    /// <summary>Partly refunded payments are found among the refunded ones.</summary>
    public static readonly PaymentStanding[] States =
        [PaymentStanding.Open, PaymentStanding.Credited, PaymentStanding.Failed, PaymentStanding.Refunded, PaymentStanding.Disputed];

    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public IReadOnlyList<PaymentRow> Rows { get; private set; } = [];

    public string? FirstUrl { get; private set; }

    public string? NextUrl { get; private set; }

    /// <summary>A customer's e-mail address, or any id that belongs to a payment.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaymentStanding? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public TransactionType? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public PaidWith? Method { get; set; }

    /// <summary>The first day in UTC, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The last day in UTC, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public string? Problem { get; private set; }

    public bool IsFiltered =>
        Q is not null || State is not null || Type is not null || Method is not null || From is not null || To is not null;

    public string CsvUrl => Url.Page("/Admin/Payments", "Csv", Query(null))!;

    public bool IsWrong(string field) => _wrong.Contains(field);

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var before = PrefixedId.IsWellFormed("top", Before) ? Before : null;
        var page = await list.ExecuteAsync(await FilterAsync(cancellationToken), before, PageSize, cancellationToken);
        Rows = page.Payments;
        _names = await names.OfAsync(Rows.Select(x => x.UserId), cancellationToken);
        FirstUrl = before is null ? null : Url.Page("/Admin/Payments", Query(null));
        NextUrl = page.Next is { } next ? Url.Page("/Admin/Payments", Query(next)) : null;
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellationToken) => new CsvStream(
        LinesAsync(await FilterAsync(cancellationToken), cancellationToken),
        $"payments-{time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");

    private async Task<AdminPaymentFilter> FilterAsync(CancellationToken cancellationToken)
    {
        (Q, From, To) = (Clean(Q), Clean(From), Clean(To));
        var (first, last) = (DayOf("from", From), DayOf("to", To));
        if (first > last)
        {
            Wrong("to", text["The last day lies before the first one. The days are not applied."]);
            (first, last) = (null, null);
        }

        var filter = new AdminPaymentFilter(
            State: State, Type: Type, Method: Method, From: Start(first), Until: last == DateOnly.MaxValue
                ? null
                : Start(last?.AddDays(1)));
        if (Q is null)
            return filter;
        if (!Q.Any(char.IsControl) && Q.Length <= 200)
            return await find.ExecuteAsync(Q, filter, cancellationToken);
        Wrong("q", text["The search holds characters that cannot be typed. It is not applied."]);
        return filter;
    }

    private DateOnly? DayOf(string field, string? typed)
    {
        if (typed is null)
            return null;
        if (DayText.TryRead(typed, out var day))
            return day;
        Wrong(
            field,
            text[
                "“{0}” is no day, so this filter is not applied. Write it like 2026-11-21.", typed.Length > 30
                    ? typed[..30] + "…"
                    : typed]);
        return null;
    }

    private void Wrong(string field, string problem)
    {
        _wrong.Add(field);
        Problem = problem;
    }

    private static DateTimeOffset? Start(DateOnly? day) =>
        day is { } value ? new DateTimeOffset(value, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private async IAsyncEnumerable<string> LinesAsync(
        AdminPaymentFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return CsvText.Line(
            text["Payment"].Value, text["Customer"].Value, text["User id"].Value, text["State"].Value, text["Charged in USD"].Value,
            text["Refunded in USD"].Value, text["Credits"].Value,
            text["Bonus"].Value, text["Package"].Value, text["Started by"].Value, text["Paid with"].Value,
            text["Payment at the provider"].Value, text["Last failure"].Value, text["Time"].Value);
        string? before = null;
        do
        {
            var page = await list.ExecuteAsync(filter, before, CsvPageSize, cancellationToken);
            var people = await names.OfAsync(page.Payments.Select(x => x.UserId), cancellationToken);
            foreach (var row in page.Payments)
            {
                yield return CsvText.Line(
                    row.Id, people[row.UserId], row.UserId, texts.Of(row.State), new Usd(row.AmountCents), new Usd(row.RefundedCents),
                    row.Amount, row.Bonus, row.PackageId, texts.OfType(row.Type),
                    AdminPaymentTexts.MethodOf(row), row.PaymentIntentId, row.FailureMessage, row.CreatedAt);
            }

            before = page.Next;
        }
        while (before is not null);
    }

    private object Query(string? before) => new { q = Q, state = State, type = Type, method = Method, from = From, to = To, before };

    private static string? Clean(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
