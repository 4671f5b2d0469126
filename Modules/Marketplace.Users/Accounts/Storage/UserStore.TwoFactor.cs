using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts.Storage;

internal sealed partial class UserStore : IUserTwoFactorStore<User>, IUserAuthenticatorKeyStore<User>, IUserTwoFactorRecoveryCodeStore<User>
{
    public Task SetTwoFactorEnabledAsync(User user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.TwoFactorEnabled = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorKey = key);

    public Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.AuthenticatorKey);

    public Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(Hash)));

    /// <returns>False when the code is wrong or was used, also when somebody else uses it at the same moment.</returns>
    public async Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken)
    {
        var codes = Split(user).ToList();
        if (!codes.Remove(Hash(code)))
            return false;
        user.RecoveryCodes = string.Join(' ', codes);
        return (await UpdateAsync(user, cancellationToken)).Succeeded;
    }

    public Task<int> CountCodesAsync(User user, CancellationToken cancellationToken) => Task.FromResult(Split(user).Length);

    private static string[] Split(User user) => user.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The codes are random, so a plain hash keeps them secret.</summary>
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
