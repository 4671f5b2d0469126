using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;
using Marketplace.Payments;

namespace Marketplace.AutoTopUp;

/// <summary>
/// The bank wants its customer: everything pauses, and one link goes out. Only its hash is kept, and only its owner can use it, signed in. Who has switched
/// off is not asked: the payment is released at once.
/// </summary>
internal sealed class AskForCustomer(IDatabase database, TellOfAttempt tell, ITenant tenant, TimeProvider time)
{
    private readonly AutoTopUpSettings _settings = tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section);

    public Task ExecuteAsync(Attempt attempt, AttemptMethod method, TopUp topUp, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + TimeSpan.FromHours(_settings.LinkHours);
        var token = ConfirmToken.New();
        return database.InTransactionAsync(
            async db =>
            {
                await CustomerSettingsRows.LockAsync(db, attempt.UserId, cancellationToken);
                if (await AttemptRows.FindAsync(db, attempt.Id, cancellationToken) is not { SwitchedOff: false })
                    await AttemptRows.PauseAsync(db, attempt, topUp.Id, topUp.PaymentIntentId, linkHash: null, now, now, cancellationToken);
                else if (await AttemptRows.PauseAsync(db, attempt, topUp.Id, topUp.PaymentIntentId, ConfirmToken.Hash(token), until, now, cancellationToken))
                    await tell.NeedsYouAsync(db, attempt, "~/auto-topup/confirm/" + token, until, cancellationToken);
            },
            cancellationToken);
    }
}

internal static class ConfirmToken
{
    /// <summary>256 random bits, as a part of an address.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
