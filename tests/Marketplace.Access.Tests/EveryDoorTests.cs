using System.Globalization;
using System.Net;
using System.Text;

namespace Marketplace.Access.Tests;

/// <summary>
/// Every page and every endpoint there is, tried by everybody: what a module adds tomorrow is tried too. Nothing here knows the modules.
/// </summary>
public sealed class EveryDoorTests(House house)
{
    /// <summary>Signing out works with a stale token too; the host refuses it from other sites like everything else.</summary>
    private const string SignOut = "/account/logout";

    [Fact]
    public void All_doors_are_known()
    {
        Assert.Contains(house.Doors, x => x is { Path: "/admin/features", IsPage: true });
        Assert.Contains(house.Doors, x => x is { Path: "/api/wallet/info", Method: "GET", IsPage: false });
        Assert.Contains(house.Doors, x => x is { Path: "/dashboard/wallet", IsPage: true });
        Assert.True(house.Doors.Count > 50, $"Only {house.Doors.Count} doors were found.");
    }

    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Editor)]
    [InlineData(Caller.Operator)]
    [InlineData(Caller.Administrator)]
    public async Task Nothing_breaks_and_nobody_sees_what_is_not_theirs(Caller caller)
    {
        var wrong = new List<string>();
        foreach (var door in house.Doors.Where(x => x.IsSafe))
        {
            using var answer = await SendAsync(caller, door, null);
            var isIn = answer.IsSuccessStatusCode;
            if ((int)answer.StatusCode >= 500)
                wrong.Add($"{door} broke: {(int)answer.StatusCode}");
            if (!answer.Headers.Contains("X-Content-Type-Options") || !answer.Headers.Contains("Content-Security-Policy"))
                wrong.Add($"{door} has no security headers");
            if (caller != Caller.Anonymous && door.IsPersonal && answer.Headers.CacheControl is not { NoStore: true })
                wrong.Add($"{door} may be kept by a cache: {answer.Headers.CacheControl}");
            if (isIn && door.IsAdmin && caller is (Caller.Anonymous or Caller.Customer))
                wrong.Add($"{door} is open: {(int)answer.StatusCode}");
            if (isIn && caller == Caller.Anonymous && (door.IsDashboard || !door.IsOpen))
                wrong.Add($"{door} is open: {(int)answer.StatusCode}");
            if (caller == Caller.Administrator && door.IsPage && !isIn && answer.StatusCode != HttpStatusCode.NotFound
                && !IsForSigningIn(answer, door) && !IsStepBack(answer, door))
                wrong.Add($"{door} is closed to the administrator: {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        AssertNone(caller, wrong);
    }

    /// <summary>Forms without their token, as another site could make a browser send them.</summary>
    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Editor)]
    [InlineData(Caller.Operator)]
    [InlineData(Caller.Administrator)]
    public async Task No_form_is_taken_without_its_token(Caller caller)
    {
        var wrong = new List<string>();
        foreach (var door in house.Doors.Where(x => x is { IsPage: true, IsSafe: false, Path: not SignOut }))
        {
            using var answer = await SendAsync(caller, door, null);
            var refused = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
                or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                || (answer.StatusCode == HttpStatusCode.Redirect && IsToSignIn(answer));
            if (!refused)
                wrong.Add($"{door} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        AssertNone(caller, wrong);
    }

    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Administrator)]
    public async Task Nothing_is_taken_from_another_sites_page(Caller caller)
    {
        var wrong = new List<string>();
        foreach (var door in house.Doors.Where(x => !x.IsSafe))
        {
            using var answer = await SendAsync(caller, door, "https://evil.example");
            if (answer.StatusCode != HttpStatusCode.Forbidden)
                wrong.Add($"{door} answered {(int)answer.StatusCode}");
        }

        AssertNone(caller, wrong);
    }

    /// <summary>Endpoints for programs refuse what they cannot read, and do not break.</summary>
    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Administrator)]
    public async Task Empty_requests_are_refused_and_break_nothing(Caller caller)
    {
        var wrong = new List<string>();
        foreach (var door in house.Doors.Where(x => x is { IsPage: false, IsSafe: false }))
        {
            using var answer = await SendAsync(caller, door, null);
            if ((int)answer.StatusCode is < 400 or >= 500)
                wrong.Add($"{door} answered {(int)answer.StatusCode}");
        }

        AssertNone(caller, wrong);
    }

    /// <summary>The pages for signing in lead on who has signed in.</summary>
    private static bool IsForSigningIn(HttpResponseMessage answer, Door door) =>
        door.Path.StartsWith("/account/", StringComparison.Ordinal)
            && answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Forbidden;

    /// <summary>A step that has nothing to go on with, such as a confirmation of nothing, leads back to the page above it.</summary>
    private static bool IsStepBack(HttpResponseMessage answer, Door door) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.ToString() is { } target && target.Length > 1
        && door.Path.StartsWith(target + "/", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> SendAsync(Caller caller, Door door, string? origin)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Path);
        if (!door.IsSafe)
            request.Content = door.IsPage ? new FormUrlEncodedContent([]) : new StringContent("{}", Encoding.UTF8, "application/json");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await house.As(caller).Http.SendAsync(request);
    }

    private static bool IsToSignIn(HttpResponseMessage answer) =>
        answer.Headers.Location?.ToString() is { } target
        && (target.Contains("/account/login", StringComparison.Ordinal)
        || target.Contains("/account/access-denied", StringComparison.Ordinal));

    private static void AssertNone(Caller caller, List<string> wrong) =>
        Assert.True(wrong.Count == 0, string.Create(CultureInfo.InvariantCulture, $"As {caller}:\n{string.Join('\n', wrong)}"));
}
