using System.Security.Cryptography;
using System.Text;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Notices;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;
using Marketplace.Payments.TopUps;

namespace Marketplace.AutoTopUp.Confirm;

/// <summary>
/// The bank wants its customer: everything pauses, and one link goes out. It names the attempt and is no secret: only the attempt's owner
/// can use it, signed in, while the attempt waits. Who has switched off is not asked: the payment is released at once.
/// </summary>
internal sealed class AskForCustomer(IDatabase database, TellOfAttempt tell, ITenant tenant, TimeProvider time)
{
    private readonly AutoTopUpSettings _settings = tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section);

    public Task ExecuteAsync(Attempt attempt, AttemptMethod method, TopUp topUp, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + TimeSpan.FromHours(_settings.LinkHours);
        return database.InTransactionAsync(
            async db =>
            {
                await CustomerSettingsRows.LockAsync(db, attempt.UserId, cancellationToken);
                if (await AttemptRows.FindAsync(db, attempt.Id, cancellationToken) is not { SwitchedOff: false })
                    await AttemptRows.PauseAsync(db, attempt, topUp.Id, topUp.PaymentIntentId, linkHash: null, now, now, cancellationToken);
                else if (await AttemptRows.PauseAsync(
                    db, attempt, topUp.Id, topUp.PaymentIntentId, ConfirmLink.Hash(attempt.Id), until, now, cancellationToken))
                    await tell.NeedsYouAsync(db, attempt, ConfirmLink.To(attempt.Id), until, cancellationToken);
            },
            cancellationToken);
    }
}

internal static class ConfirmLink
{
    public static string To(string attemptId) => "~/auto-topup/confirm/" + attemptId;

    /// <summary>
    /// What is kept of a link that went out, until it is used up. Links of before held a secret instead of the attempt's id.
    /// </summary>
    public static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
