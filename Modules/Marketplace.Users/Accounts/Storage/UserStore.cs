using Marketplace.Data;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Accounts.Storage;

/// <summary>
/// ASP.NET Core Identity's users in the tenant's database. As Identity's contract wants, setters change the object in memory and
/// <see cref="UpdateAsync"/> writes it, refusing an object that somebody else has overtaken.
/// </summary>
internal sealed partial class UserStore(
    IDatabase database, IOutbox outbox, IAudit audit, SessionMemory sessions, IdentityErrorDescriber errors)
    : IUserStore<User>
{
    private const string Columns =
        """
        id, email, normalized_email, name, email_confirmed, password_hash, security_stamp, concurrency_stamp, lockout_enabled, lockout_end,
        access_failed_count, two_factor_enabled, authenticator_key, recovery_codes, created_at, last_sign_in_at, shares_address_with,
        language
        """;

    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        user.ConcurrencyStamp = NewStamp();
        user.Raise(new UserCreated(user.Id, user.Email));
        try
        {
            await database.InTransactionAsync(
                async db =>
                {
                    await db.ExecuteAsync(
                        $"""
                         insert into users ({Columns}, search_key) values (
                           @Id, @Email, @NormalizedEmail, @Name, @EmailConfirmed, @PasswordHash, @SecurityStamp, @ConcurrencyStamp,
                           @LockoutEnabled, @LockoutEnd,
                           @AccessFailedCount, @TwoFactorEnabled, @AuthenticatorKey, @RecoveryCodes, @CreatedAt, @LastSignInAt, null,
                           @Language, @SearchKey)
                         """,
                        user,
                        cancellationToken);
                    await WriteRolesAsync(db, user, cancellationToken);
                    await user.WriteEventsAsync(outbox, audit, db, cancellationToken);
                },
                cancellationToken);
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            return IdentityResult.Failed(errors.DuplicateEmail(user.Email));
        }

        user.ForgetEvents();
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        var before = user.ConcurrencyStamp;
        var after = NewStamp();
        try
        {
            var written = await database.InTransactionAsync(
                async db =>
                {
                    user.ConcurrencyStamp = after;
                    if (await WriteRowAsync(db, user, before, cancellationToken) == 0)
                        return false;
                    await SharedAddresses.ReleaseAsync(db, user.Id, user.NormalizedEmail, cancellationToken);
                    await WriteRolesAsync(db, user, cancellationToken);
                    await user.WriteEventsAsync(outbox, audit, db, cancellationToken);
                    return true;
                },
                cancellationToken);
            if (written)
            {
                user.ForgetEvents();
                sessions.Forget(user.Id);
                return IdentityResult.Success;
            }

            user.ConcurrencyStamp = before;
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }
        catch (Exception e) when (database.Dialect.IsUniqueViolation(e))
        {
            user.ConcurrencyStamp = before;
            return IdentityResult.Failed(errors.DuplicateEmail(user.Email));
        }
    }

    public async Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken)
    {
        var deleted = await database.InTransactionAsync(
            db => db.ExecuteAsync("delete from users where id = @Id and concurrency_stamp = @ConcurrencyStamp", user, cancellationToken),
            cancellationToken);
        sessions.Forget(user.Id);
        return deleted == 1 ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        FindAsync("id", userId, spelling: null, cancellationToken);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) =>
        SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        GetNormalizedEmailAsync(user, cancellationToken);

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) =>
        SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public void Dispose()
    {
    }

    /// <summary>
    /// As <see cref="FindByEmailAsync(string, CancellationToken)"/>; of several accounts of the mailbox the one that was made with this
    /// spelling.
    /// </summary>
    public Task<User?> FindBySpellingAsync(string email, CancellationToken cancellationToken) =>
        FindAsync("normalized_email", Mailbox.KeyOf(email), email, cancellationToken);

    private async Task<User?> FindAsync(string column, string value, string? spelling, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var found = await session.QueryAsync<User>(
            $"select {Columns} from users where {column} = @value order by shares_address_with is not null, id", new { value },
            cancellationToken);
        var user = spelling is null
            ? (found.Count == 0 ? null : found[0])
            : SharedAddresses.Choose(found, spelling, x => x.Email, x => x.SharesAddressWith is null);
        if (user is not null)
            user.Roles.UnionWith(await ReadRolesAsync(session, user.Id, cancellationToken));
        return user;
    }

    private static Task<int> WriteRowAsync(UnitOfWork db, User user, string before, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update users set
              email = @Email, normalized_email = @NormalizedEmail, search_key = @SearchKey,
              shares_address_with = case when normalized_email = @NormalizedEmail then shares_address_with else null end, name = @Name,
              email_confirmed = @EmailConfirmed, password_hash = @PasswordHash,
              security_stamp = @SecurityStamp, concurrency_stamp = @ConcurrencyStamp, lockout_enabled = @LockoutEnabled,
              lockout_end = @LockoutEnd,
              access_failed_count = @AccessFailedCount, two_factor_enabled = @TwoFactorEnabled, authenticator_key = @AuthenticatorKey,
              recovery_codes = @RecoveryCodes, language = @Language
            where id = @Id and concurrency_stamp = @Before
            """,
            new
            {
                user.Id, user.Email, user.NormalizedEmail, user.SearchKey, user.Name, user.EmailConfirmed, user.PasswordHash,
                    user.SecurityStamp, user.ConcurrencyStamp,
                user.LockoutEnabled, user.LockoutEnd, user.AccessFailedCount, user.TwoFactorEnabled, user.AuthenticatorKey,
                user.RecoveryCodes, user.Language, Before = before,
            },
            cancellationToken);

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
