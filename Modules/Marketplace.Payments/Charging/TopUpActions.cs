using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Limits;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Charging;

internal sealed class TopUpActions(
    StartTopUpCommand start, ApplyIntentCommand apply, ChargeSavedMethodCommand charge, DailyLimits limits, TopUpRows rows,
    ClientSecrets secrets) : ITopUps
{
    public Task<StartTopUpResult> StartAsync(
        StartTopUp request, Func<UnitOfWork, TopUp, Task>? alongside, CancellationToken cancellationToken) =>
        start.ExecuteAsync(request, alongside, cancellationToken);

    public Task<ApplyIntentResult> ApplyAsync(PaymentIntent intent, CancellationToken cancellationToken) =>
        apply.ExecuteAsync(intent, cancellationToken);

    public Task<ChargeResult> ChargeAsync(ChargeSavedMethod request, CancellationToken cancellationToken) =>
        charge.ExecuteAsync(request, cancellationToken);

    public async Task<ChargeResult?> LookUpChargeAsync(string userId, string idempotencyKey, CancellationToken cancellationToken) =>
        await rows.FindByKeyAsync(userId, idempotencyKey, cancellationToken) is { } row
            ? await charge.ResumeAsync(row, mayAskAgain: false, cancellationToken)
            : null;

    public async Task<Usd?> ReadLeftTodayAsync(string userId, CancellationToken cancellationToken) =>
        await limits.ReadAsync(userId, cancellationToken) is { } limit
            ? await limits.ReadLeftAsync(userId, limit, cancellationToken)
            : null;

    public async Task<TopUp?> FindByIntentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        await rows.FindByIntentAsync(paymentIntentId, cancellationToken) is { } row ? secrets.Reveal(row) : null;

    public async Task<TopUp?> FindByKeyAsync(string userId, string idempotencyKey, CancellationToken cancellationToken) =>
        await rows.FindByKeyAsync(userId, idempotencyKey, cancellationToken) is { } row ? secrets.Reveal(row) : null;
}
