using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Docs.Tests.Samples;

/// <summary>
/// Addresses have one notation: <c>`METHOD /api/…`</c> for what programs call, <c>`/…`</c> for a page, and with a slash at its end for
/// all that begins so. Each leads to something.
/// </summary>
public sealed partial class AddressTests(SampleSite site)
{
    public static TheoryData<string, string, string> Tenants => [.. SamplePage.Tenants.Select(x => (x.Tenant, x.Recipe, x.Prefix))];

    [Theory, MemberData(nameof(Tenants))]
    public async Task Every_address_that_a_page_names_answers(string tenant, string recipe, string prefix)
    {
        using var admin = site.App.NewVisitor(prefix);
        await admin.SignInAsync("admin@example.com");
        var document = JsonDocument.Parse(await (await admin.GetAsync("/openapi/v1.json")).Content.ReadAsStringAsync());
        var calls = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(x => x.Value.EnumerateObject().Select(y => $"{y.Name.ToUpperInvariant()} {x.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var page in SamplePage.OfRecipe(recipe))
        {
            var words = Fences.Replace(page.Text, "");
            foreach (var name in Quoted.Matches(words).Select(x => x.Groups["name"].Value).Where(x => x is ['/', ..] || Method.IsMatch(x)))
            {
                if (!known.TryGetValue(name, out var answers))
                    known[name] = answers = name[0] == '/' ? await AnswersAsync(admin, name, calls) : calls.Contains(name);
                if (!answers)
                    wrong.Add($"{page.File}: {name}");
            }

            // Outside of marks an address is only the target of a link or a picture.
            var bare = Quoted.Replace(Targets.Replace(Heads.Replace(words, ""), ""), "");
            wrong.AddRange(Bare.Matches(bare).Select(x => $"{page.File}: {x.Value}"));
        }

        Assert.True(known.Count > 4, $"{known.Count} addresses are named for {tenant}.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<bool> AnswersAsync(Testing.Visitor admin, string address, IEnumerable<string> calls) =>
        address[^1] == '/'
            ? calls.Any(x => x.Split(' ')[1].StartsWith(address, StringComparison.Ordinal))
            : (await admin.FollowAsync(await admin.GetAsync(address))).StatusCode == HttpStatusCode.OK;

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline, 5000)]
    private static partial Regex Fences { get; }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex("^(GET|POST|PUT|PATCH|DELETE) ", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Method { get; }

    [GeneratedRegex(@"\A---\n.*?^---\n", RegexOptions.Singleline | RegexOptions.Multiline, 5000)]
    private static partial Regex Heads { get; }

    [GeneratedRegex(@"\]\([^)]*\)", RegexOptions.None, 5000)]
    private static partial Regex Targets { get; }

    [GeneratedRegex(
        @"(?<![\w/])/(api|dashboard|admin|account|openapi|docs|marketplace)\b[^\s|]*|\b(GET|POST|PUT|PATCH|DELETE) /",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Bare { get; }
}
