using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Announcements;

/// <summary>
/// Which banners a visitor has hidden: the newest keys, between dots, in a cookie of the browser's. The script <c>banners.js</c> writes it
/// the same way.
/// </summary>
internal static class HiddenBanners
{
    private const string Cookie = "mp_hidden";
    private const int Most = 30;

    public static IReadOnlyList<string> Read(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: > 0 and < 4000 } value ? value.Split('.', StringSplitOptions.RemoveEmptyEntries) : [];

    public static void Add(HttpContext context, string key) =>
        context.Response.Cookies.Append(
            Cookie,
            string.Join('.', Read(context.Request).Where(x => x != key).Append(key).TakeLast(Most)),
            new CookieOptions
            {
                Path = "/", SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
                Secure = context.Request.IsHttps,
            });
}
