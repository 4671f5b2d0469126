using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Users.Accounts;

/// <summary>
/// The secret in a mailed link: good for one purpose, one user and one security stamp, so that it dies with the next change of credentials,
/// and for a limited time on our clock. It is sealed with the tenant's keys, so another tenant's links are worthless here.
/// </summary>
internal sealed class AccountTokens(IDataProtectionProvider protection, TimeProvider time) : IUserTwoFactorTokenProvider<User>
{
    public const string ProviderName = "Account";

    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(2);
    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromDays(3);

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Users.AccountTokens.v1");

    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user)
    {
        var createdAt = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sealedText = _protector.Protect(
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', createdAt, user.Id, purpose, user.SecurityStamp)));
        return Task.FromResult(WebEncoders.Base64UrlEncode(sealedText));
    }

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user) =>
        Task.FromResult(
            Open(token) is [var createdAt, var userId, var tokenPurpose, var stamp]
            && userId == user.Id
            && tokenPurpose == purpose
            && stamp == user.SecurityStamp
            && IsFresh(createdAt, purpose));

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);

    private bool IsFresh(string createdAt, string purpose)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(createdAt, CultureInfo.InvariantCulture));
        var lifetime = purpose == UserManager<User>.ResetPasswordTokenPurpose ? ResetLifetime : ConfirmationLifetime;
        return time.GetUtcNow() < at + lifetime;
    }

    private string[] Open(string token)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token))).Split('\n');
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return [];
        }
    }
}
