using System.Text.Json;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Who gets a campaign's credits: the listed addresses, or all customers, narrowed by what is given.</summary>
/// <param name="Addresses">As mails are sent to them; null: all customers.</param>
/// <param name="RegisteredFrom">Inclusive.</param>
/// <param name="RegisteredUntil">Inclusive.</param>
/// <param name="BalanceBelow">Only those who have less than this available.</param>
internal sealed record CampaignAudience(
    IReadOnlyList<string>? Addresses = null, DateOnly? RegisteredFrom = null, DateOnly? RegisteredUntil = null,
    CreditAmount? BalanceBelow = null)
{
    public const int MostAddresses = 10_000;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static CampaignAudience Parse(string json) =>
        JsonSerializer.Deserialize<CampaignAudience>(json, JsonSerializerOptions.Web) ?? throw new JsonException("An audience is missing.");
}
