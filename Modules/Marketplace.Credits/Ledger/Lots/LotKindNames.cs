using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Ledger.Lots;

/// <summary>What people call the kinds of lots.</summary>
public sealed class LotKindNames(IStringLocalizer<LotKindNames> text)
{
    public string Of(LotKind kind) => kind switch
    {
        LotKind.Purchased => text["Purchased"],
        LotKind.Bonus => text["Bonus"],
        LotKind.Promotional => text["Promotional"],
        LotKind.Sponsored => text["Sponsored"],
        LotKind.Transferred => text["Transferred"],
        LotKind.Earned => text["Earned"],
        LotKind.Adjusted => text["Adjusted"],
        _ => throw new UnreachableException(),
    };
}
