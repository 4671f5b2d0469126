using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Registration;
using Marketplace.Users.SignIn;
using Marketplace.Users.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Tests.SignIn;

/// <summary>What takes long is done for every address alike: a clock tells no more than the answer does.</summary>
public sealed class SameWorkTests
{
    private const string Ann = "ann@example.com";

    [Fact]
    public async Task A_password_is_hashed_once_whether_the_address_has_an_account_or_not()
    {
        var hasher = new CountingHasher();
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite, setup => setup.Services.AddSingleton<IPasswordHasher<User>>(hasher), new Startup());
        await shell.RegisteredAsync(Ann);
        await shell.SignInAsync("nobody@example.com", "wrong password");
        hasher.Take();

        Assert.IsType<RegisterUserResult.Registered>(await shell.RegisterAsync("new@example.com"));
        Assert.Equal((1, 0), hasher.Take());
        Assert.IsType<RegisterUserResult.AddressTaken>(await shell.RegisterAsync(Ann));
        Assert.Equal((1, 0), hasher.Take());

        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync(Ann, "wrong password"));
        Assert.Equal((0, 1), hasher.Take());
        Assert.Equal(SignInResultKind.Wrong, await shell.SignInAsync("nobody@example.com", "wrong password"));
        Assert.Equal((0, 1), hasher.Take());
    }

    private sealed class CountingHasher : IPasswordHasher<User>
    {
        private readonly PasswordHasher<User> _inner = new();
        private int _hashed;
        private int _verified;

        public string HashPassword(User user, string password)
        {
            Interlocked.Increment(ref _hashed);
            return _inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        public (int Hashed, int Verified) Take() => (Interlocked.Exchange(ref _hashed, 0), Interlocked.Exchange(ref _verified, 0));
    }
}
