using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.Units;

/// <summary>Sentences about money that several notices share.</summary>
internal static class Failures
{
    public static string CardPaid(IStringLocalizer text) =>
        text[
            "Your card payment went through: the credits that it bought are in your wallet too. Spend them on something else, or write to "
            + "us if you want the payment refunded."];

    public static string CardPaidByCustomer(IStringLocalizer text, string paymentIntentId) =>
        text[
            "Their card payment {0} went through: the credits that it bought are in their wallet, and it was not refunded.",
            paymentIntentId];
}
