using Marketplace.Payments.Amounts;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Settings;

/// <summary>What payment settings must be before they are saved: every choice can be charged, and no limit forbids all of them.</summary>
internal sealed class PaymentsSettingsRules(CreditUnit unit, AmountReader amounts, IStringLocalizer<PaymentsSettingsRules> text)
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
            DailyLimitUsd = string.IsNullOrWhiteSpace(input.DailyLimit)
                ? null
                : Amount(nameof(input.DailyLimit), input.DailyLimit, problems),
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
            problems[nameof(PaymentsInput.MaximumAmount)] = text[
                "The largest amount is below the smallest one. Enter {0} or more.", settings.MinimumAmount.Format()];
        var smallest = settings.FixedAmounts.Append(settings.MinimumAmount).Min();
        var tooLow = text["Nobody could buy anything: the smallest amount is {0}.", smallest.Format()].Value;
        if (settings.NewAccountDays > 0 && settings.NewAccountDailyLimitUsd < smallest)
            problems[nameof(PaymentsInput.NewAccountDailyLimit)] = tooLow;
        if (settings.DailyLimitUsd < smallest)
            problems[nameof(PaymentsInput.DailyLimit)] = tooLow;
    }

    private List<Usd> Choices(string? typed, Dictionary<string, string> problems)
    {
        var read = new List<Usd>();
        // In a list, a comma with nothing behind it could separate amounts as well as decimals.
        var parts = (typed ?? "").ReplaceLineEndings(";").Replace(", ", ";", StringComparison.Ordinal)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (part.Contains(',', StringComparison.Ordinal) || amounts.ReadUsd(part, AmountField.Dollars, out var amount) is not null)
            {
                problems[nameof(PaymentsInput.FixedAmounts)] =
                    text[
                        "“{0}” is no amount. Write decimals after a point and a semicolon between amounts, for example 7.50; 25; 50.",
                        Shortened(part)];
                return read;
            }

            read.Add(amount);
        }

        if (read.Count is 0 or > MostChoices)
            problems[nameof(PaymentsInput.FixedAmounts)] = text["Enter 1 to {0} amounts.", MostChoices];
        else if (read.Distinct().Count() < read.Count)
            problems[nameof(PaymentsInput.FixedAmounts)] = text["Each amount once."];
        else if (read.Exists(x => !CanBeBought(x)))
            problems[nameof(PaymentsInput.FixedAmounts)] = Explain();
        return read;
    }

    private Usd Amount(string field, string? typed, Dictionary<string, string> problems)
    {
        if (amounts.ReadUsd(typed, AmountField.Dollars, out var usd) is { } problem)
            problems[field] = problem;
        else if (!ChargeAmount.CanBeCharged(usd))
            problems[field] = ChargeAmount.Explain(text);
        else
            return usd;
        return Usd.Zero;
    }

    private int Whole(string field, string? typed, int least, int most, Dictionary<string, string> problems)
    {
        if (amounts.ReadWhole(typed, least, most, out var number) is { } problem)
            problems[field] = problem;
        return number;
    }

    private string Explain() =>
        text["{0} One of these amounts is none that a card can pay, or buys no exact amount of credits.", ChargeAmount.Explain(text)];

    private bool CanBeBought(Usd usd) => ChargeAmount.TryGetCredits(usd, unit) is not null;

    private static string Shortened(string typed) => typed.Length > 30 ? typed[..30] + "…" : typed;
}
