using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments;

/// <summary>What payment settings must be before they are saved: every choice can be charged, and no limit forbids all of them.</summary>
internal sealed partial class PaymentsSettingsRules(CreditUnit unit, IStringLocalizer<PaymentsSettingsRules> text)
{
    private const int MostChoices = 6;

    /// <param name="stored">What the page does not show stays as it is.</param>
    /// <returns>The settings, and problems by property of the input; the settings count only where there are none.</returns>
    public (PaymentsSettings Settings, Dictionary<string, string> Problems) Read(PaymentsInput input, PaymentsSettings stored)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = stored with
        {
            FixedAmounts = Choices(input.FixedAmounts, problems),
            MinimumAmount = Amount(nameof(input.MinimumAmount), input.MinimumAmount, problems),
            MaximumAmount = Amount(nameof(input.MaximumAmount), input.MaximumAmount, problems),
            NewAccountDays = Whole(nameof(input.NewAccountDays), input.NewAccountDays, 0, 3650, problems),
            NewAccountDailyLimitUsd = Amount(nameof(input.NewAccountDailyLimit), input.NewAccountDailyLimit, problems),
            DailyLimitUsd = string.IsNullOrWhiteSpace(input.DailyLimit) ? null : Amount(nameof(input.DailyLimit), input.DailyLimit, problems),
            MaximumMethods = Whole(nameof(input.MaximumMethods), input.MaximumMethods, 1, 50, problems),
            ExpiryNoticeDays = Whole(nameof(input.ExpiryNoticeDays), input.ExpiryNoticeDays, 1, 90, problems),
        };
        if (problems.Count == 0)
            CheckTogether(settings, problems);
        return (settings, problems);
    }

    private void CheckTogether(PaymentsSettings settings, Dictionary<string, string> problems)
    {
        if (settings.MaximumAmount < settings.MinimumAmount)
            problems[nameof(PaymentsInput.MaximumAmount)] = text["The largest amount is below the smallest one. Enter {0} or more.", Usd.Format(settings.MinimumAmount)];
        var smallest = settings.FixedAmounts.Append(settings.MinimumAmount).Min();
        var tooLow = text["Nobody could buy anything: the smallest amount is {0}.", Usd.Format(smallest)].Value;
        if (settings.NewAccountDays > 0 && settings.NewAccountDailyLimitUsd < smallest)
            problems[nameof(PaymentsInput.NewAccountDailyLimit)] = tooLow;
        if (settings.DailyLimitUsd < smallest)
            problems[nameof(PaymentsInput.DailyLimit)] = tooLow;
    }

    private List<decimal> Choices(string? typed, Dictionary<string, string> problems)
    {
        var amounts = (typed ?? "").Split([',', ';', ' ', '\n', '\r', '$'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToList();
        if (amounts.Contains(null))
            problems[nameof(PaymentsInput.FixedAmounts)] = text["Enter amounts with at most two decimals and commas between them, for example 10, 25, 50."];
        else if (amounts.Count is 0 or > MostChoices)
            problems[nameof(PaymentsInput.FixedAmounts)] = text["Enter 1 to {0} amounts.", MostChoices];
        else if (amounts.Distinct().Count() < amounts.Count)
            problems[nameof(PaymentsInput.FixedAmounts)] = text["Each amount once."];
        else if (amounts.Exists(x => !CanBeBought(x!.Value)))
            problems[nameof(PaymentsInput.FixedAmounts)] = Explain();
        return [.. amounts.OfType<decimal>()];
    }

    private decimal Amount(string field, string? typed, Dictionary<string, string> problems)
    {
        if (Parse(typed?.Trim().TrimStart('$')) is not { } usd)
            problems[field] = text["Enter an amount in dollars with at most two decimals, for example 25.00."];
        else if (!CanBeCharged(usd))
            problems[field] = ChargeAmount.Explain(text);
        else
            return usd;
        return 0;
    }

    private int Whole(string field, string? typed, int least, int most, Dictionary<string, string> problems)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        problems[field] = text["Enter a whole number from {0} to {1}.", least, most];
        return least;
    }

    private string Explain() =>
        text["{0} One of these amounts is none that a card can pay, or buys no exact amount of credits.", ChargeAmount.Explain(text)];

    private static bool CanBeCharged(decimal usd) => usd * 100 is >= ChargeAmount.MinimumCents and <= ChargeAmount.MaximumCents;

    private bool CanBeBought(decimal usd) => ChargeAmount.TryGetCredits(usd, unit.UsdValue) is { } credits && ChargeAmount.TryGetCents(credits, unit.UsdValue) is not null;

    private static decimal? Parse(string? typed) =>
        typed is not null && Form().IsMatch(typed) ? decimal.Parse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^[0-9]{1,9}(\.[0-9]{1,2})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
