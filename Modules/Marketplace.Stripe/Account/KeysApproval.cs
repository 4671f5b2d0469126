using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Account;

/// <summary>
/// Whoever changes the account behind live payments, its keys or their signing secret can lead customers' money elsewhere or make payments
/// up: once live keys are in use that needs a second person. The first keys, and those of test accounts, need one.
/// </summary>
internal sealed class KeysApproval(IOutbox outbox, IStringLocalizer<KeysApproval> text)
    : SettingsApprovalKind<StripeSettings>(outbox)
{
    public const string KindId = "stripe.keys";

    public override string Id => KindId;

    public override string Name => text["Stripe account"];

    public override string Permission => StripePermissions.ManageStripeKeys;

    public override string Section => StripeSettings.Section;

    /// <summary>Also while the sandbox is in use instead of them: the way back is theirs.</summary>
    public static bool IsNeeded(StripeSettings stored) =>
        stored.SecretKey is not null && StripeKeyRules.IsLive(stored.PublishableKey ?? "");
}
