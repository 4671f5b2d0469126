using Marketplace.Users.Accounts;
using Marketplace.Users.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Credentials;

internal abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    internal sealed record Right : PasswordCheck;

    /// <summary>Or there is no such account, or it has no password: the answer takes as long.</summary>
    internal sealed record Wrong : PasswordCheck;

    /// <summary>Too many wrong ones from here; the password was not looked at.</summary>
    internal sealed record Paused(TimeSpan Wait) : PasswordCheck;
}

/// <summary>
/// The one place that looks at a password: at sign-in, and wherever somebody shows that an account is theirs. All count together, for each
/// mailbox by the device or network that they come from, so that neither a stranger's wrong ones lock the owner out nor parallel ones go
/// uncounted.
/// </summary>
internal sealed class CheckPassword(
    UserAccounts users, IPasswordHasher<User> hasher, AccountLimits limits, KnownDevices devices, IHttpContextAccessor http)
{
    private static string? decoyHash;

    private string Network => "network " + ClientNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress);

    /// <param name="user">Null where there is no such account.</param>
    /// <param name="address">As typed, or the account's own.</param>
    public async Task<PasswordCheck> ExecuteAsync(User? user, string address, string password, CancellationToken cancellationToken)
    {
        var mailbox = LimitedMailbox.Of(address);
        var device = user is null ? null : devices.Find(user.Id);
        var here = Limit.Passwords(mailbox, device is null ? Network : "device " + device);
        var anywhere = device is null ? Limit.PasswordsFromAnywhere(mailbox) : null;
        if (await limits.TakeAsync(anywhere is null ? [here] : [here, anywhere], cancellationToken) is { } wait)
            return new PasswordCheck.Paused(wait);
        if (user?.PasswordHash is null)
        {
            SpendTheSameTime(password);
            return new PasswordCheck.Wrong();
        }

        if (!await users.CheckPasswordAsync(user, password))
            return new PasswordCheck.Wrong();
        await limits.ReleaseAsync(here, anywhere, cancellationToken);
        devices.Remember(user.Id);
        return new PasswordCheck.Right();
    }

    /// <summary>
    /// They have shown otherwise that the account is theirs: what was tried from here before does not hold them up, nor what others try
    /// elsewhere.
    /// </summary>
    public async Task TrustHereAsync(User user, CancellationToken cancellationToken)
    {
        await limits.ReleaseAsync(Limit.Passwords(LimitedMailbox.Of(user.Email), Network), giveBack: null, cancellationToken);
        devices.Remember(user.Id);
    }

    /// <summary>An address without an account must not be told by a quicker answer.</summary>
    private void SpendTheSameTime(string password)
    {
        var nobody = new User { Id = "", Email = "", CreatedAt = default };
        decoyHash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, decoyHash, password);
    }
}
