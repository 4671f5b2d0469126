using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Clawback;

/// <summary>What moved in a wallet, as a sentence for its owner.</summary>
internal sealed class TakenWords(CreditUnit unit, IStringLocalizer<TakenWords> text)
{
    public string Left(TakenBack taken) => (taken.Bought.IsPositive, taken.Bonus.IsPositive) switch
    {
        (true, true) => text["{0} and the bonus of {1} left your wallet.", unit.Format(taken.Bought), unit.Format(taken.Bonus)],
        (true, false) => text["{0} left your wallet.", unit.Format(taken.Bought)],
        _ => text["Nothing more left your wallet."],
    };

    public string CameBack(TakenBack taken) => (taken.Bought.IsNegative, taken.Bonus.IsNegative) switch
    {
        (true, true) => text["{0} and the bonus of {1} are back in your wallet.", unit.Format(-taken.Bought), unit.Format(-taken.Bonus)],
        (true, false) => text["{0} are back in your wallet.", unit.Format(-taken.Bought)],
        _ => text["Nothing changed in your wallet."],
    };
}
