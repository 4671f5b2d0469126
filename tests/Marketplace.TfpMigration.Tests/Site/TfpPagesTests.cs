using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests.Site;

/// <summary>On a site of their own: a migration is for everybody.</summary>
public sealed class TfpPagesTests(Site site) : IClassFixture<Site>
{
    private const string Page = "/admin/credits/tfp-migration";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-03")]
    [Trait("Acceptance", "S0-05")]
    [Trait("Acceptance", "S0-63")]
    [Trait("Acceptance", "S0-64")]
    [Trait("Acceptance", "S0-65")]
    [Trait("Acceptance", "S0-69")]
    [Trait("Acceptance", "S0-104")]
    public async Task The_sample_users_are_checked_migrated_told_and_rolled_back(DatabaseKind kind)
    {
        var app = await site.GetAsync(kind);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");

        var run = (await admin.SubmitAsync(Page, Fields(("folder", "samples")), "handler=Check")).Headers.Location!.ToString();
        var report = await WaitAsync(admin, run, RunState.Checked);
        Assert.Equal(10, report.QuerySelectorAll("[data-test=migrated-user]").Length);
        Assert.Contains("$15.05", report.QuerySelectorAll("[data-test=migrated-user]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("$0.00", Text(await customer.GetPageAsync("/dashboard/wallet"), "[data-test=balance-pill]"));

        await admin.SubmitAsync(run, Fields(), "handler=Start");
        report = await WaitAsync(admin, run, RunState.Applied);
        Assert.Contains("wait for sign-up", report.QuerySelector("[data-test=figures]")!.TextContent, StringComparison.Ordinal);

        var wallet = await customer.GetPageAsync("/dashboard/wallet");
        Assert.Equal("$15.05", Text(wallet, "[data-test=balance-pill]"));
        Assert.Contains(
            "Your points are now credits: your balance became $15.05.", Text(wallet, "[data-test=migration-notice]"),
            StringComparison.Ordinal);
        Assert.Contains("Purchase of vm-instance, 3 Feb 2024", wallet.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(4, wallet.QuerySelectorAll("[data-test=transaction]").Length);
        var programs = await (await customer.Http.GetAsync("/api/wallet/transactions")).Content.ReadAsStringAsync();
        foreach (var words in new[] { wallet.Body.TextContent, programs })
            Assert.DoesNotContain("TFP", words, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(HttpStatusCode.Redirect, (await customer.SubmitAsync("/dashboard/wallet", Fields(), "wallet/notice")).StatusCode);
        Assert.Null((await customer.GetPageAsync("/dashboard/wallet")).QuerySelector("[data-test=migration-notice]"));
        Assert.Equal(4, (await admin.GetPageAsync(Page)).QuerySelectorAll("[data-test=phases] li").Length);

        async Task<HttpContent> FileAsync(string link) =>
            (await admin.Http.GetAsync(report.QuerySelector($"[data-test={link}]")!.GetAttribute("href"))).Content;

        var csv = await (await FileAsync("report-csv")).ReadAsStringAsync();
        Assert.Contains("cora.json,customer@example.com,Migrated,150.5,0.00,15.05,15.05,4,", csv, StringComparison.Ordinal);
        var record = JsonNode.Parse(await (await FileAsync("record")).ReadAsStringAsync())!;
        Assert.Equal("15.05", record["wallet_balance"]!.ToJsonString());
        Assert.Null(record["display_currency"]);
        var original = await (await FileAsync("original")).ReadAsByteArrayAsync();
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(MarketplaceApp.ContentRoot(), "..", "App_Data.sample", "tfp-users", "cora.json")),
            original);

        await admin.SubmitAsync(run, Fields(), "handler=RollBack");
        await WaitAsync(admin, run, RunState.RolledBack);
        Assert.Equal("$0.00", Text(await customer.GetPageAsync("/dashboard/wallet"), "[data-test=balance-pill]"));
        await app.InTenantAsync("mycelium", services => LedgerInvariants.AssertAsync(services.GetRequiredService<IDatabase>()));
    }

    [Fact]
    public async Task Uploaded_files_are_checked_and_a_broken_one_is_named()
    {
        using var admin = await AdminAsync();
        var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[]
                { ("../../ann.json", User("ann@example.net", 5).Bytes()), ("folder/ben.json", "{"u8.ToArray()),
                    ("readme.txt", "x"u8.ToArray()) })
            {
                await using var entry = await archive.CreateEntry(name).OpenAsync();
                await entry.WriteAsync(bytes);
            }
        }

        var answer = await UploadAsync(admin, ("users.zip", zip.ToArray()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var report = await WaitAsync(admin, answer.Headers.Location!.ToString(), RunState.Refused);
        var finding = Assert.Single(
            report.QuerySelectorAll("[data-test=findings] tbody tr"), x => x.TextContent.Contains("ben.json", StringComparison.Ordinal));
        Assert.Contains("This is not whole JSON", finding.TextContent, StringComparison.Ordinal);
        Assert.Null(report.QuerySelector("[data-test=start]"));
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await admin.SubmitAsync(answer.Headers.Location!.ToString(), Fields(), "handler=Discard")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(answer.Headers.Location!.ToString())).StatusCode);
        Assert.Equal(
            ["samples"],
            (await admin.GetPageAsync(Page)).QuerySelectorAll("[data-test=folder] option").Select(x => x.GetAttribute("value")));
    }

    [Fact]
    public async Task Uploads_that_cannot_be_taken_are_refused_with_a_sentence()
    {
        using var admin = await AdminAsync();
        foreach (var (files, sentence) in new[]
        {
            (new[] { ("notes.txt", "x"u8.ToArray()) }, "No .json file"),
            ([("a.json", "{}"u8.ToArray()), ("a.json", "{}"u8.ToArray())], "comes twice"),
            ([("a.zip", "not a zip"u8.ToArray())], "damaged"),
            ([], "No .json file"),
        })
        {
            var answer = await UploadAsync(admin, files);
            var shown = (await Visitor.ReadPageAsync(answer)).QuerySelector("main")!.TextContent;
            Assert.True(shown.Contains(sentence, StringComparison.Ordinal), shown);
        }
    }

    [Theory]
    [InlineData("../../other/tfp-users/x")]
    [InlineData("..")]
    [InlineData("/etc")]
    [InlineData("")]
    public async Task No_name_leads_out_of_the_tenants_folders(string folder)
    {
        using var admin = await AdminAsync();
        var answer = await admin.SubmitAsync(Page, Fields(("folder", folder)), "handler=Check");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("There is no such folder any more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_closed_to_those_without_the_permission()
    {
        foreach (var email in new[] { Site.Customer, Site.Operator, "editor@example.com" })
        {
            using var visitor = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
            await visitor.SignInAsync(email);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(Page)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(Page + "/tfp_1")).StatusCode);
        }
    }

    private async Task<Visitor> AdminAsync()
    {
        var admin = (await site.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await admin.SignInAsync("admin@example.com");
        return admin;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor admin, params (string Name, byte[] Bytes)[] files)
    {
        var page = await admin.GetPageAsync(Page);
        var form = (IHtmlFormElement)page.QuerySelector("[data-test=upload-form]")!;
        var content = new MultipartFormDataContent
        { { new StringContent(((IHtmlInputElement)form.Elements["__RequestVerificationToken"]!).Value), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(file, "upload", name);
        }

        return await admin.Http.PostAsync(form.GetAttribute("action"), content);
    }

    private static Task<IHtmlDocument> WaitAsync(Visitor admin, string run, string state)
    {
        static string? StateOf(IHtmlDocument page) => page.QuerySelector("[data-test=tfp-run]")?.GetAttribute("data-state");
        return Eventually.BecomesAsync(
            () => admin.GetPageAsync(run), x => StateOf(x) == state, x => $"the run is {StateOf(x)}, not {state}");
    }

    private static string Text(IHtmlDocument page, string selector) =>
        string.Join(' ', (page.QuerySelector(selector)?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
