using System.Diagnostics;
using Marketplace.Payments.Packages;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.History;

/// <summary>How a payment and its state are called.</summary>
internal sealed class PaymentTexts(CreditUnit unit, ITenant tenant, IStringLocalizer<PaymentTexts> text)
{
    public string What(Payment payment)
    {
        var credits = unit.Format(payment.Amount);
        if (payment.PackageId is not { } id)
            return payment.IsAutomatic ? text["{0} of credits, automatic", credits] : text["{0} of credits", credits];
        var name = tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Find(id)?.Name ?? id;
        return payment.Bonus.IsPositive
            ? text["{0}: {1} + {2} bonus", name, credits, unit.Format(payment.Bonus)]
            : text["{0}: {1}", name, credits];
    }

    public string State(Payment payment) => payment.Status switch
    {
        TopUpStatus.Succeeded when payment.RefundedCents >= payment.AmountCents => text["Refunded"],
        TopUpStatus.Succeeded when payment.RefundedCents > 0 => text["Partly refunded"],
        TopUpStatus.Succeeded => text["Paid"],
        TopUpStatus.Failed => text["Failed"],
        TopUpStatus.Pending => text["Open"],
        TopUpStatus.Created => text["Not started"],
        _ => throw new UnreachableException(),
    };

    /// <summary>The kind and icon of <c>&lt;status&gt;</c>.</summary>
    public static (string Kind, string Icon) Look(Payment payment) => payment.Status switch
    {
        TopUpStatus.Succeeded when payment.RefundedCents > 0 => ("info", "arrow-counterclockwise"),
        TopUpStatus.Succeeded => ("success", "check-circle"),
        TopUpStatus.Failed => ("danger", "x-circle"),
        TopUpStatus.Pending => ("warning", "hourglass-split"),
        TopUpStatus.Created => ("neutral", "dash-circle"),
        _ => throw new UnreachableException(),
    };

    /// <summary>Why it failed or waits, and what to do; null where there is nothing to say.</summary>
    public string? Explain(Payment payment) => payment.Status switch
    {
        TopUpStatus.Succeeded => null,
        TopUpStatus.Failed => payment.FailureMessage ?? text["The payment failed. You were not charged."],
        TopUpStatus.Pending => payment.FailureMessage ?? text["You have not paid yet. Go on with it, or give it up."],
        TopUpStatus.Created => payment.FailureMessage ?? text["The payment has not begun. You were not charged."],
        _ => throw new UnreachableException(),
    };

    /// <summary>What paid, or how it was to be paid.</summary>
    public string? Method(Payment payment) => payment.MethodLabel ?? (payment.IsAutomatic ? text["A saved method"].Value : null);
}
