using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Users.Tests.Accounts;

public sealed class AccountTokensTests
{
    private const string Reset = "ResetPassword";

    private readonly FakeTimeProvider _time = TestTime.StandingStill();
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly User _user = new() { Id = "usr_1", Email = "ann@example.com", SecurityStamp = "stamp", CreatedAt = default };

    private AccountTokens Tokens => new(_keys, _time);

    [Fact]
    public async Task A_link_is_good_for_its_purpose_and_user_only()
    {
        var code = await MakeAsync(Reset);
        var other = new User { Id = "usr_2", Email = _user.Email, SecurityStamp = _user.SecurityStamp, CreatedAt = default };

        Assert.True(await IsGoodAsync(Reset, code, _user));
        Assert.False(await IsGoodAsync("EmailConfirmation", code, _user));
        Assert.False(await IsGoodAsync(Reset, code, other));
    }

    [Fact]
    public async Task A_link_dies_with_the_next_change_of_credentials()
    {
        var code = await MakeAsync(Reset);
        _user.SecurityStamp = "another";

        Assert.False(await IsGoodAsync(Reset, code, _user));
    }

    [Theory]
    [InlineData(Reset, 120)]
    [InlineData("EmailConfirmation", 3 * 24 * 60)]
    public async Task A_link_ends_on_time(string purpose, int minutes)
    {
        var code = await MakeAsync(purpose);

        _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.True(await IsGoodAsync(purpose, code, _user));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsGoodAsync(purpose, code, _user));
    }

    [Fact]
    public async Task Another_tenants_link_is_worthless()
    {
        var elsewhere = new AccountTokens(new EphemeralDataProtectionProvider(), _time);
        var code = await elsewhere.GenerateAsync(Reset, null!, _user);

        Assert.False(await IsGoodAsync(Reset, code, _user));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_link_is_refused(string code) => Assert.False(await IsGoodAsync(Reset, code, _user));

    private Task<string> MakeAsync(string purpose) => Tokens.GenerateAsync(purpose, null!, _user);

    private Task<bool> IsGoodAsync(string purpose, string code, User user) => Tokens.ValidateAsync(purpose, code, null!, user);
}
