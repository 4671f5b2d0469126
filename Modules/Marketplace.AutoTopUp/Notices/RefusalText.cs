using System.Diagnostics;
using Marketplace.AutoTopUp.Attempts;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Notices;

/// <summary>Each refusal as a sentence that says what happened and what to do.</summary>
internal sealed class RefusalText(IStringLocalizer<RefusalText> text)
{
    /// <summary>Why nothing was bought.</summary>
    public string Why(Refusal refusal) => refusal switch
    {
        Refusal.Suspended => text["Auto top-up is suspended until you change your payment method."],
        Refusal.Cooldown => text["The last automatic top-up failed a short while ago."],
        Refusal.NoMethod => text["Auto top-up has no payment method that can be charged."],
        Refusal.DailyLimit => text["Your daily limit for auto top-up leaves too little room."],
        Refusal.MonthlyLimit => text["Your monthly limit for auto top-up leaves too little room."],
        Refusal.SiteLimit => text["What one account can buy here in one day leaves too little room; the day ends at 00:00 UTC."],
        Refusal.Locked => text["Your account is locked. Nothing is bought by itself until an administrator unlocks it."],
        Refusal.TooLarge => text["This is more than auto top-up may buy at once."],
        _ => throw new InvalidOperationException($"{refusal} has no text."),
    };

    /// <summary>As above, with what to do now (S0-26), where buying by hand would not meet the same.</summary>
    public string Of(Refusal refusal) => refusal is Refusal.SiteLimit or Refusal.Locked ? Why(refusal) : ByHand(Why(refusal));

    /// <summary>What an attempt means for somebody who waits for credits.</summary>
    public string Of(Attempt attempt) => attempt.Status switch
    {
        AttemptStatus.NeedsCustomer =>
            text["Your bank wants you to confirm the automatic top-up: open the link that we sent you, or buy credits by hand."],
        AttemptStatus.Failed or AttemptStatus.Expired or AttemptStatus.Cancelled =>
            ByHand(text["The automatic top-up failed: {0}", attempt.Reason ?? text["You were not charged."].Value]),
        AttemptStatus.Reserved or AttemptStatus.Sending or AttemptStatus.Unknown or AttemptStatus.Processing =>
            text["The automatic top-up is not through yet. Wait for it, or buy credits by hand."],
        AttemptStatus.Succeeded => text["The automatic top-up is through. Its credits are in your wallet."],
        _ => throw new UnreachableException(),
    };

    private string ByHand(string why) => $"{why} {text["Buy credits by hand."]}";
}
