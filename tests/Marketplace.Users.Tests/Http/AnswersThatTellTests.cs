using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Testing;
using Marketplace.Users.Tests.Support;
using static Marketplace.Users.Tests.Http.AccountJourneyTests;

namespace Marketplace.Users.Tests.Http;

/// <summary>No answer to a stranger says whether an address has an account.</summary>
public sealed partial class AnswersThatTellTests(AppFixture apps) : IClassFixture<AppFixture>
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_registration_is_answered_alike_for_a_new_and_a_known_address(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using (var owner = app.NewVisitor())
            await RegisterAsync(owner, "known-one@example.com");

        var answers = new List<string>();
        foreach (var email in new[] { "fresh-one@example.com", "known-one@example.com" })
        {
            using var visitor = app.NewVisitor();
            var answer = await RegisterAsync(visitor, email, "/marketplace", "a good long secret");
            var next = await visitor.Http.GetAsync(answer.Headers.Location);
            answers.Add(Normal(await SketchAsync(answer) + await SketchAsync(next), email));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains("mp_mycelium", answers[0], StringComparison.Ordinal);

        // The owner's account is what it was, and only the owner is told.
        using var again = app.NewVisitor();
        await again.SignInAsync("known-one@example.com", TestAccounts.Password);
        Assert.NotNull(await AppFixture.FindMailedLinkAsync(app, "mycelium", "known-one@example.com", "login"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Six_wrong_sign_ins_are_answered_alike_for_a_known_and_an_unknown_address(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using (var owner = app.NewVisitor())
            await RegisterAsync(owner, "guessed@example.com");

        var answers = new List<List<string>>();
        foreach (var email in new[] { "guessed@example.com", "nobody-here@example.com" })
        {
            using var visitor = app.NewVisitor();
            answers.Add([]);
            for (var i = 0; i < 6; i++)
            {
                var typed = Fields(("Input.Email", email), ("Input.Password", "wrong password"));
                var answer = await visitor.SubmitAsync("/account/login", typed);
                answers[^1].Add(Normal(await SketchAsync(answer), email));
                if (i == 5)
                {
                    Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
                    Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
                }
            }
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Asking_for_a_new_password_is_answered_alike_until_the_mailbox_has_had_enough(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using (var owner = app.NewVisitor())
            await RegisterAsync(owner, "asked@example.com");

        var answers = new List<string>();
        foreach (var (email, asks) in new[] { ("asked@example.com", 5), ("never-asked@example.com", 6) })
        {
            using var visitor = app.NewVisitor();
            for (var i = 0; i < asks; i++)
            {
                var answer = await visitor.SubmitAsync("/account/forgot-password", Fields(("Input.Email", email)));
                Assert.Equal(i == asks - 1, answer is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null });
                if (i is 0 || i == asks - 1)
                    answers.Add(Normal(await SketchAsync(answer), email));
            }
        }

        // The registration sent the first mail to one of them.
        Assert.Equal(answers[0], answers[2]);
        Assert.Equal(answers[1], answers[3]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Signing_out_makes_a_copied_cookie_worthless(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        using var thief = app.NewVisitor();
        thief.Cookies.Add(app.Address, new Cookie("mp_mycelium", visitor.Cookies.GetCookies(app.Address)["mp_mycelium"]!.Value, "/"));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/dashboard/settings")).StatusCode);

        await visitor.SubmitAsync("/account/logout", Fields());

        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/dashboard/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.PostJsonAsync("/api/wallet/topups", new { })).StatusCode);
    }

    /// <summary>Everything that somebody who asks can see: status, headers and their sizes, cookies' names and sizes, the page.</summary>
    private static async Task<string> SketchAsync(HttpResponseMessage answer)
    {
        IEnumerable<string> cookies = answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? set.Select(x => Value.Replace(x, y => $"{y.Length / 16}")).Order(StringComparer.Ordinal)
            : [];
        var headers = answer.Headers
            .Where(x => x.Key is not ("Set-Cookie" or "Date" or "Retry-After")).Select(x => $"{x.Key}: {string.Join(',', x.Value)}");
        return string.Join('\n', [$"{(int)answer.StatusCode}", .. headers, .. cookies, await answer.Content.ReadAsStringAsync()]);
    }

    /// <summary>Without what differs by chance or holds the address itself.</summary>
    private static string Normal(string sketch, string email)
    {
        var text = Sealed.Replace(sketch, "sealed").Replace(email, "address", StringComparison.OrdinalIgnoreCase);
        return Expires.Replace(text, "");
    }

    [GeneratedRegex("(?<==)CfDJ8[A-Za-z0-9_-]+|(?<==)[A-Za-z0-9_%-]{60,}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Value { get; }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Sealed { get; }

    [GeneratedRegex("expires=[^;\n]*;?", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Expires { get; }
}
