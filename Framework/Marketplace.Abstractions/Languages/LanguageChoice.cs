using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Abstractions;

/// <summary>Claims of a signed-in user that are the product's own.</summary>
public static class MarketplaceClaims
{
    /// <summary>The language the user chose, two letters; missing where they chose none.</summary>
    public const string Language = "language";

    public static string? FindLanguage(this ClaimsPrincipal user) => user.FindFirst(Language)?.Value;
}

public static class LanguageChoice
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Remembers what this browser's visitor chose.</summary>
    public static void KeepLanguage(this HttpContext http, SiteLanguage language) => http.Response.Cookies.Append(
        SiteLanguages.Cookie,
        language.Code,
        new CookieOptions
        {
            Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
            MaxAge = Kept,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
}
