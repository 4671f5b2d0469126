using Marketplace.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Users;

/// <summary>Identity's user manager on our clock, and with failures counted by the database: parallel guesses cannot overtake the lock.</summary>
internal sealed class UserAccounts(
    IUserStore<User> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    IEnumerable<IUserValidator<User>> userValidators,
    IEnumerable<IPasswordValidator<User>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserAccounts> logger,
    IDatabase database,
    TimeProvider time)
    : UserManager<User>(store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    public override Task<User?> FindByEmailAsync(string email) => ((UserStore)Store).FindBySpellingAsync(email, CancellationToken);

    public override Task<User?> FindByNameAsync(string userName) => FindByEmailAsync(userName);

    public override async Task<bool> IsLockedOutAsync(User user) =>
        await Task.FromResult(user.LockoutEnabled && user.LockoutEnd > time.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        var now = time.GetUtcNow();
        var rows = await database.InTransactionAsync(
            db => db.QueryAsync<FailureRow>(
                """
                update users set
                  lockout_end = case when access_failed_count + 1 >= @max then @until else lockout_end end,
                  access_failed_count = case when access_failed_count + 1 >= @max then 0 else access_failed_count + 1 end,
                  concurrency_stamp = @stamp
                where id = @id and (lockout_end is null or lockout_end <= @now)
                returning access_failed_count, lockout_end, concurrency_stamp
                """,
                new
                {
                    id = user.Id,
                    max = Options.Lockout.MaxFailedAccessAttempts,
                    until = now + Options.Lockout.DefaultLockoutTimeSpan,
                    stamp = Guid.NewGuid().ToString("N"),
                    now,
                },
                CancellationToken),
            CancellationToken);
        if (rows.Count == 1)
        {
            user.AccessFailedCount = rows[0].AccessFailedCount;
            user.LockoutEnd = rows[0].LockoutEnd;
            user.ConcurrencyStamp = rows[0].ConcurrencyStamp;
        }

        // Several wrong guesses at the same moment: another one may have locked the account already.
        return IdentityResult.Success;
    }

    private sealed record FailureRow
    {
        public int AccessFailedCount { get; init; }

        public DateTimeOffset? LockoutEnd { get; init; }

        public string ConcurrencyStamp { get; init; } = "";
    }
}
