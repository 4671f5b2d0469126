using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests.Texts;

/// <summary>What a page may say without looking it up: names and texts that somebody typed or that programs exchange.</summary>
internal sealed partial class SiteData(IReadOnlyList<string> phrases)
{
    private readonly Regex _phrases = new(
        $@"(?<![\w-])({string.Join('|', phrases.Select(Regex.Escape))})(?![\w-])",
        RegexOptions.Compiled | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));

    /// <summary>Names of the product's own world, the same in every language.</summary>
    private static readonly string[] Names =
    [
        "English", "Français", "Deutsch", "Stripe", "PayPal", "Visa", "Mastercard", "UTC", "USD", "vCPU", "RAM", "SSD", "GB", "API",
        "OpenAPI", "JSON", "CSV", "PDF", "TFP", "Hangfire", "GET", "PUT", "POST", "DELETE", "PATCH", "null", "2026-10-28.endive", "samples",
    ];

    private sealed record Product
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Summary { get; init; } = "";

        public string Description { get; init; } = "";

        public string Region { get; init; } = "";

        public string Certification { get; init; } = "";
    }

    private sealed record SoldPackages
    {
        public IReadOnlyList<Product> Packages { get; init; } = [];
    }

    private sealed record EditorsText
    {
        public string Title { get; init; } = "";

        public string Description { get; init; } = "";

        public string? Address { get; init; }

        public string Fields { get; init; } = "";
    }

    public static async Task<SiteData> ReadAsync(IServiceProvider services) => Of(await PhrasesAsync(services));

    /// <summary>
    /// Besides, what editors wrote: titles, what the sidebar calls them, and codes and names of the languages that they write in. Many are
    /// single words, so that they are data only where editors' texts are shown.
    /// </summary>
    public static async Task<SiteData> ReadWithTextsAsync(IServiceProvider services)
    {
        var phrases = await PhrasesAsync(services);
        foreach (var language in SiteLanguages.Known.Append(SiteLanguages.Pseudo))
            phrases.AddRange([language.Code, CultureInfo.GetCultureInfo(language.Code).NativeName]);
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        foreach (var text in await db.QueryAsync<EditorsText>(
            """
            select title, description, address, fields from content_items
            union select title, description, address, fields from content_published
            """))
        {
            phrases.AddRange([text.Title, text.Description, text.Address ?? ""]);
            phrases.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(text.Fields)!.Values);
        }

        return Of(phrases);
    }

    private static async Task<List<string>> PhrasesAsync(IServiceProvider services)
    {
        var tenant = services.GetRequiredService<ITenant>();
        var phrases = new List<string>(Names) { tenant.DisplayName, tenant.Name, tenant.Settings.Get<SiteSettings>("site").Tagline };
        var users = await services.GetRequiredService<IUserDirectory>().ListAsync(new UserListing(UserListing.MaxLimit), default);
        phrases.AddRange(users.SelectMany(x => new[] { x.Name, x.Email }));
        phrases.AddRange([Roles.Administrator, Roles.Editor, Roles.Operator, Roles.Customer]);
        var directory = services.GetRequiredService<IHostServices>().GetRequiredService<ITenantDirectory>();
        phrases.AddRange((await directory.ListAsync(default)).SelectMany(x => new[] { x.DisplayName, x.Name }));
        phrases.AddRange(directory.ListSetupRecipes().SelectMany(x => new[] { x.DisplayName, x.Description }));
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        foreach (var product in await db.QueryAsync<Product>(
            "select id, name, summary, description, region, certification from catalog_products"))
            phrases.AddRange([product.Id, product.Name, product.Summary, product.Description, product.Region, product.Certification]);
        phrases.AddRange(tenant.Settings.Get<SoldPackages>("packages").Packages.Select(x => x.Name));
        phrases.AddRange(services.GetRequiredService<ITenantAdministration>().ListFeatures().Where(x => x.IsTheme).Select(x => x.Name));
        // As the calendar of no language calls them.
        phrases.AddRange(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames);
        phrases.AddRange(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames);
        return phrases;
    }

    private static SiteData Of(IEnumerable<string> phrases) =>
        new([.. phrases.Where(x => x.Length > 1).Distinct(StringComparer.Ordinal).OrderByDescending(x => x.Length)]);

    public string Without(string text) => Code().Replace(_phrases.Replace(text, " "), " ");

    /// <summary>Values of mails, names of types, ids (<c>usr_…</c>), mail addresses, addresses, and dotted names.</summary>
    [GeneratedRegex(
        @"\{\{[\w-]+\}\}|\b([A-Z][a-z0-9]+){2,}\b|\b[a-z]{2,4}_[0-9a-zA-Z]{6,}\b|"
            + @"\S+@\S+|https?://\S+|~?/[\w/\-.{}]+|\b[A-Za-z][\w\-]*(\.[A-Za-z][\w\-]*)+\b|#[0-9a-f]{6}",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Code();
}
