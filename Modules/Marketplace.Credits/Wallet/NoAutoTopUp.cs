using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>Where nobody offers auto top-up: off, with the documented default threshold of $10 (S0-23) in the tenant's unit.</summary>
internal sealed class NoAutoTopUp(CreditUnit unit, IStringLocalizer<NoAutoTopUp> text) : IAutoTopUpStatus
{
    private const decimal DefaultThresholdUsd = 10;

    public Task<AutoTopUpState> ReadAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(new AutoTopUpState(false, CreditAmount.FromDecimal(decimal.Round(DefaultThresholdUsd / unit.UsdValue, unit.Decimals, MidpointRounding.ToEven)), text["Off"]) { IsOffered = false });
}
