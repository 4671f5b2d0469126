using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Wallet;

/// <summary>Where nobody offers auto top-up: off, with the documented default threshold of $10 (S0-23) in the tenant's unit.</summary>
internal sealed class NoAutoTopUp(CreditUnit unit, IStringLocalizer<NoAutoTopUp> text) : IAutoTopUpStatus
{
    private static readonly Usd DefaultThreshold = new(1_000);

    public Task<AutoTopUpState> ReadAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(new AutoTopUpState(false, unit.WorthOf(DefaultThreshold).Round(unit.Decimals), text["Off"]) { IsOffered = false });
}
