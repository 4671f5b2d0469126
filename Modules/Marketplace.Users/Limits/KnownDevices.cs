using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Users.Limits;

/// <summary>
/// A browser in which somebody has signed in before, or followed a link from their mailbox. Its wrong passwords are counted for itself, so
/// that what strangers try elsewhere never keeps the owner out. The mark opens nothing.
/// </summary>
internal sealed class KnownDevices(
    IDataProtectionProvider protection, IHttpContextAccessor accessor, ITenant tenant, IWebHostEnvironment environment)
{
    /// <summary>A family's browser; whoever signed in longest ago is forgotten first.</summary>
    private const int MostUsers = 5;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Users.KnownDevice.v1");

    private string CookieName => "mp_dev_" + tenant.Name;

    /// <returns>The device's id where this user has been here before; else null.</returns>
    public string? Find(string userId) =>
        Read() is [var device, .. var users] && users.Contains(userId, StringComparer.Ordinal) ? device : null;

    public void Remember(string userId)
    {
        if (accessor.HttpContext is not { } http)
            return;
        var known = Read();
        var device = known.Length > 0 ? known[0] : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string[] users = [userId, .. known.Skip(1).Where(x => x != userId).Take(MostUsers - 1)];
        http.Response.Cookies.Append(CookieName, _protector.Protect(string.Join(' ', [device, .. users])), new CookieOptions
        {
            Path = tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = !environment.IsDevelopment() || http.Request.IsHttps,
            MaxAge = Lifetime,
            IsEssential = true,
        });
    }

    private string[] Read()
    {
        try
        {
            return accessor.HttpContext?.Request.Cookies[CookieName] is { Length: > 0 } text ? _protector.Unprotect(text).Split(' ') : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
