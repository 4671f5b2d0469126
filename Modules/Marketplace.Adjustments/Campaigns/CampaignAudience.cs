using System.Text.Json;

namespace Marketplace.Adjustments.Campaigns;

/// <summary>Who gets a campaign's credits: the listed addresses, or all customers, narrowed by what is given.</summary>
/// <param name="Addresses">As they were typed; null: all customers.</param>
/// <param name="RegisteredFrom">Inclusive.</param>
/// <param name="RegisteredUntil">Inclusive.</param>
/// <param name="BalanceBelow">Only those who have less than this available.</param>
internal sealed record CampaignAudience(
    IReadOnlyList<string>? Addresses = null, DateOnly? RegisteredFrom = null, DateOnly? RegisteredUntil = null, CreditAmount? BalanceBelow = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static CampaignAudience Parse(string json) =>
        JsonSerializer.Deserialize<CampaignAudience>(json, JsonSerializerOptions.Web) ?? throw new JsonException("An audience is missing.");
}

/// <summary>Reads addresses from what was pasted or uploaded: one or more in a line, with or without names, or a column of a CSV file.</summary>
internal static class AddressList
{
    public const int Max = 10_000;

    private static readonly char[] Separators = [' ', '\t', ',', ';', '<', '>', '"', '\'', '(', ')', '\uFEFF'];

    /// <returns>Each address once, whatever its case; a line without one as it is, so that it is named as unknown.</returns>
    public static IReadOnlyList<string> Read(string text)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new List<string>();
        foreach (var line in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var addresses = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(x => x.Contains('@', StringComparison.Ordinal)).ToList();
            if (addresses.Count == 0 && found.Count > 0)
                addresses = [line];
            found.AddRange(addresses.Where(seen.Add));
        }

        return found;
    }
}
