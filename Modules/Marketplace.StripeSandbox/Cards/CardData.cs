using System.Globalization;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Cards;

/// <summary>What a customer typed, checked as Stripe checks it before any bank is asked.</summary>
internal sealed record CardData(TestCard Card, int ExpMonth, int ExpYear)
{
    /// <exception cref="StripeFault">402 <c>card_error</c>.</exception>
    public static CardData Read(SandboxParameters card, DateTimeOffset now)
    {
        var number = new string([.. card.RequiredText("number").Where(char.IsAsciiDigit)]);
        if (!PassesLuhn(number))
            throw StripeFault.Card("incorrect_number", "Your card number is incorrect.", "number");
        var (month, year) = ReadExpiry(card, now);
        if (card.Text("cvc") is { } cvc && (!cvc.All(char.IsAsciiDigit) || cvc.Length is < 3 or > 4))
            throw StripeFault.Card("invalid_cvc", "Your card's security code is invalid.", "cvc");
        // A number that is none of the published ones may be somebody's own card: it is refused and never stored.
        return TestCards.FindByNumber(number) is { } known
            ? new CardData(known, month, year)
            : throw StripeFault.Card(
                "card_declined", "Your card was declined. Your request was in test mode, but used a non test card.", "number");
    }

    /// <exception cref="StripeFault">402 <c>card_error</c>.</exception>
    public static (int Month, int Year) ReadExpiry(SandboxParameters card, DateTimeOffset now)
    {
        var month = ReadPart(card, "exp_month") is >= 1 and <= 12 and var m
            ? m
            : throw StripeFault.Card("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
        var year = ReadPart(card, "exp_year");
        year = year is >= 0 and < 100 ? year + 2000 : year;
        return year is null || year > now.Year + 50 || year * 12 + month < now.Year * 12 + now.Month
            ? throw StripeFault.Card("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year")
            : (month, year.Value);
    }

    private static int? ReadPart(SandboxParameters card, string name) =>
        int.TryParse(card.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal static bool PassesLuhn(string number)
    {
        if (number.Length is < 12 or > 19)
            return false;
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }
}
