using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Docs.Tests.Samples;
using Marketplace.Testing;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>
/// Every example of the API guides is called on the running product, in the order of the page, by a customer who has just bought credits;
/// what the page says of the answer is true.
/// </summary>
public sealed partial class ApiExampleTests(SampleSite site)
{
    private static readonly string[] Languages = ["en", "fr", "de"];

    [Fact]
    public void Every_fence_of_every_page_is_of_a_kind_that_is_tested() =>
        Assert.All(
            SamplePage.All().SelectMany(PageExamples.In),
            x => Assert.True(x.Info is PageExamples.Call or PageExamples.Answer or PageExamples.Server, $"A fence of “{x.Info}”: {x.Text}"));

    [Fact]
    public void Examples_stand_in_the_guides_and_are_the_same_in_every_language()
    {
        foreach (var guides in SamplePage.All().GroupBy(x => (x.Tree, x.Name)))
        {
            var examples = guides.ToDictionary(x => x.Language, x => ExamplesOf(x).Select(y => (y.Info, y.Text)).ToList());
            Assert.All(Languages, x => Assert.Equal(examples["en"], examples[x]));
            Assert.Equal(guides.Key.Name == "docs/api.md", examples["en"].Count > 0);
        }
    }

    [Theory]
    [InlineData("common", "", """{"amount_usd":25.00}""")]
    [InlineData("streamvault", "/vault", """{"package_id":"creator"}""")]
    [Trait("Acceptance", "S0-79")]
    public async Task Every_example_answers_what_the_page_says(string tree, string prefix, string purchase)
    {
        await FundAsync(prefix, purchase);
        var pages = SamplePage.All().Where(x => x.Tree == tree && x.Name == "docs/api.md").ToDictionary(x => x.Language);
        var sentences = pages.ToDictionary(x => x.Key, x => ExamplesOf(x.Value).Select(y => y.Sentence).ToList());
        using var shell = new ExampleShell(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BASE"] = new Uri(site.App.Address, prefix).ToString().TrimEnd('/'),
            ["COOKIES"] = "session.txt",
            ["EMAIL"] = "customer@example.com",
            ["PASSWORD"] = MarketplaceApp.Password,
        });
        Fence? call = null;
        foreach (var (fence, number) in ExamplesOf(pages["en"]).Select((x, i) => (x, i)))
        {
            if (fence.Info == PageExamples.Call)
            {
                await CallAsync(shell, fence, [.. Languages.Select(x => sentences[x][number])]);
                call = fence;
            }
            else
            {
                Assert.True(call?.Section == fence.Section, $"No call stands above {fence.Text}");
                Compare(fence, shell.Answer!);
                call = null;
            }
        }

        foreach (var page in pages.Values)
            Assert.Empty(shell.Read.Where(x => !page.Text.Contains($"`${x}`", StringComparison.Ordinal)).Select(x => $"{page.File}: ${x}"));
    }

    private static IEnumerable<Fence> ExamplesOf(SamplePage page) => PageExamples.In(page).Where(x => x.Info != PageExamples.Server);

    private static async Task CallAsync(ExampleShell shell, Fence fence, IReadOnlyList<string> sentences)
    {
        var pipeline = ShellText.Parse(fence.Text);
        var output = await shell.RunAsync(pipeline);
        // The page says to ask again until it is done.
        if (IsUnderWay(shell.Answer!))
            output = await Eventually.BecomesAsync(() => shell.RunAsync(pipeline), _ => !IsUnderWay(shell.Answer!), x => x);
        var answer = shell.Answer!;
        Assert.True(answer.Status < 500, $"{fence.Text}\n{answer.Status} {answer.Body}");
        if (output != answer.Body)
            Assert.All(sentences, x => Assert.Equal(output.TrimEnd(), Quoted.Match(x).Groups["name"].Value));
        var names = answer.IsJson ? NamesIn(answer.Json).ToHashSet(StringComparer.Ordinal) : [];
        if (answer.Sent is ['{', ..])
            names.UnionWith(NamesIn(JsonDocument.Parse(answer.Sent).RootElement));
        if (answer.IsJson)
            Assert.All(sentences, x => Assert.Empty(FieldsIn(x).Where(y => !names.Contains(y)).Select(y => $"{y} in: {x}\n{answer.Body}")));
        if (!answer.IsJson && output == answer.Body)
            Assert.Equal((200, "text/csv"), (answer.Status, answer.ContentType));
    }

    /// <summary>A call without an answer beside it succeeds, and so does one whose answer is no problem.</summary>
    private static void Compare(Fence fence, ExampleAnswer answer)
    {
        Assert.True(answer.IsJson, $"{fence.Text}\n{answer.Status} {answer.ContentType}");
        var page = JsonDocument.Parse(fence.Text).RootElement;
        Assert.Equal(page.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 200, answer.Status);
        var differences = AnswerShape.Differences(page, answer.Json).ToList();
        Assert.True(differences.Count == 0, $"{string.Join('\n', differences)}\nof {answer.Body}");
    }

    private static bool IsUnderWay(ExampleAnswer answer) =>
        answer.IsJson && answer.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("status", out var status)
        && status.ValueKind == JsonValueKind.String && status.GetString() is "Queued" or "Provisioning";

    private static IEnumerable<string> NamesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(x => NamesIn(x.Value).Prepend(x.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    private static IEnumerable<string> FieldsIn(string sentence) =>
        Quoted.Matches(sentence).Select(x => x.Groups["name"].Value).Where(x => Field.IsMatch(x) && x is not ("null" or "true" or "false"));

    /// <summary>As the payment dialog does it, with the card that always works.</summary>
    private async Task FundAsync(string prefix, string purchase)
    {
        using var customer = site.App.NewVisitor(prefix);
        await customer.SignInAsync("customer@example.com");
        using var body = new StringContent(purchase, new MediaTypeHeaderValue("application/json"));
        var started = await customer.Http.PostAsync(prefix + "/api/wallet/topups", body);
        var topUp = JsonDocument.Parse(await started.Content.ReadAsStringAsync()).RootElement;
        var wallet = await customer.GetPageAsync("/dashboard/wallet");
        var key = JsonDocument.Parse(wallet.GetElementById("payments-config")!.TextContent).RootElement.GetProperty("publishableKey");
        var intent = topUp.GetProperty("payment_intent_id").GetString();
        using var confirm = new HttpRequestMessage(
            HttpMethod.Post, new Uri(site.App.Address, $"{prefix}/stripe-sandbox/v1/payment_intents/{intent}/confirm"));
        confirm.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.GetString());
        confirm.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_secret"] = topUp.GetProperty("client_secret").GetString()!,
            ["use_stripe_sdk"] = "true",
            ["payment_method_data[type]"] = "card",
            ["payment_method_data[card][number]"] = "4242424242424242",
            ["payment_method_data[card][exp_month]"] = "12",
            ["payment_method_data[card][exp_year]"] = "34",
            ["payment_method_data[card][cvc]"] = "123",
        });
        using var http = new HttpClient();
        using var confirmed = await http.SendAsync(confirm);
        Assert.True(confirmed.IsSuccessStatusCode, await confirmed.Content.ReadAsStringAsync());
        await Eventually.IsTrueAsync(
            async () => (await (await customer.GetAsync($"/api/wallet/topups/{intent}")).Content.ReadAsStringAsync())
                .Contains("\"succeeded\"", StringComparison.Ordinal),
            "the credits are there");
    }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex("^[a-z][A-Za-z0-9_]*$", RegexOptions.None, 5000)]
    private static partial Regex Field { get; }
}
