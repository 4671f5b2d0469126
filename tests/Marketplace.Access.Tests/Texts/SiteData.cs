using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests.Texts;

/// <summary>What a page may say without looking it up: names and texts that somebody typed or that programs exchange.</summary>
internal sealed partial class SiteData(IReadOnlyList<string> phrases)
{
    /// <summary>Names of the product's own world, the same in every language.</summary>
    private static readonly string[] Names =
    [
        "English", "Français", "Deutsch", "Stripe", "PayPal", "Visa", "Mastercard", "UTC", "USD", "vCPU", "RAM", "SSD", "GB", "API",
        "OpenAPI", "JSON", "CSV", "PDF", "TFP", "Hangfire",
    ];

    public static async Task<SiteData> ReadAsync(IServiceProvider services)
    {
        var tenant = services.GetRequiredService<ITenant>();
        var phrases = new List<string>(Names) { tenant.DisplayName, tenant.Name, tenant.Settings.Get<SiteSettings>("site").Tagline };
        var users = await services.GetRequiredService<IUserDirectory>().ListAsync(new UserListing(UserListing.MaxLimit), default);
        phrases.AddRange(users.SelectMany(x => new[] { x.Name, x.Email }));
        phrases.AddRange([Roles.Administrator, Roles.Editor, Roles.Operator, Roles.Customer]);
        return new SiteData([.. phrases.Where(x => x.Length > 0).OrderByDescending(x => x.Length)]);
    }

    public string Without(string text)
    {
        text = phrases.Aggregate(text, (rest, phrase) => rest.Replace(phrase, " ", StringComparison.Ordinal));
        return Code().Replace(text, " ");
    }

    /// <summary>Ids (<c>usr_…</c>), mail addresses, addresses, and dotted names.</summary>
    [GeneratedRegex(
        @"\b[a-z]{2,4}_[0-9a-zA-Z]{6,}\b|\S+@\S+|https?://\S+|~?/[\w/\-.{}]+|\b[A-Za-z][\w\-]*(\.[A-Za-z][\w\-]*)+\b|#[0-9a-f]{6}",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
