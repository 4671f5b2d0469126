using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

/// <summary>Payments that a customer opened and left hold their share of the day. Who needs it back for another gets it.</summary>
internal sealed class MakeRoom(TopUpRows rows, GiveUpTopUp giveUp, TimeProvider time)
{
    /// <summary>Long enough for any confirmation at a bank.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(30);

    private const int AtOnce = 20;

    /// <returns>True when something was closed: try again.</returns>
    public async Task<bool> ExecuteAsync(string userId, CancellationToken cancellationToken)
    {
        var made = false;
        foreach (var row in await rows.ListAbandonedAsync(userId, time.GetUtcNow() - Abandoned, AtOnce, cancellationToken))
            made |= await giveUp.ExecuteAsync(row, cancellationToken) is TopUpStatus.Failed;
        return made;
    }
}
