using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>The state of an attempt in a word.</summary>
internal sealed class AttemptText(IStringLocalizer<AttemptText> text)
{
    public string Of(AttemptStatus status) => status switch
    {
        AttemptStatus.Succeeded => text["Bought"],
        AttemptStatus.Failed => text["Failed"],
        AttemptStatus.Cancelled => text["Cancelled"],
        AttemptStatus.Expired => text["Not confirmed"],
        AttemptStatus.NeedsCustomer => text["Waits for you"],
        AttemptStatus.Processing => text["At the bank"],
        AttemptStatus.Unknown => text["Being checked"],
        AttemptStatus.Reserved or AttemptStatus.Sending => text["Under way"],
        _ => throw new UnreachableException(),
    };

    public static string KindOf(AttemptStatus status) => status switch
    {
        AttemptStatus.Succeeded => "success",
        AttemptStatus.Failed or AttemptStatus.Expired => "danger",
        AttemptStatus.Cancelled => "neutral",
        AttemptStatus.NeedsCustomer => "warning",
        AttemptStatus.Reserved or AttemptStatus.Sending or AttemptStatus.Unknown or AttemptStatus.Processing => "info",
        _ => throw new UnreachableException(),
    };
}
