using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Media;

/// <summary>The running product on either database, started when a test first asks for it.</summary>
public sealed class MediaSite : IAsyncLifetime
{
    public const string Page = "/admin/content/media";
    public const string Api = "/api/content/media";

    private readonly Dictionary<DatabaseKind, Lazy<Task<MarketplaceApp>>> _apps =
        Enum.GetValues<DatabaseKind>().ToDictionary(kind => kind, kind => new Lazy<Task<MarketplaceApp>>(() => StartAsync(kind)));

    public Task<MarketplaceApp> GetAsync(DatabaseKind kind) => _apps[kind].Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values.Where(x => x.IsValueCreated))
            await (await app.Value).DisposeAsync();
    }

    public async Task<Visitor> SignInAsync(DatabaseKind kind, string email)
    {
        var visitor = (await GetAsync(kind)).NewVisitor();
        await visitor.SignInAsync(email);
        return visitor;
    }

    /// <summary>As the script of the library sends a file.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        Visitor visitor, string name, byte[] bytes, string folder = "", string site = "same-origin")
    {
        var form = new MultipartFormDataContent { { new StringContent(folder), "folder" }, { FileOf(bytes), "file", name } };
        var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = form };
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("Sec-Fetch-Site", site);
        return visitor.Http.SendAsync(request);
    }

    public static async Task<JsonNode> AddAsync(Visitor visitor, string name, byte[] bytes, string folder = "")
    {
        var answer = await SendAsync(visitor, name, bytes, folder);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Fills in a form with files as a browser without script does.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        Visitor visitor, string path, string form, (string Name, byte[] Bytes)[] files, params (string Name, string Value)[] fields)
    {
        var element = (IHtmlFormElement)(await visitor.GetPageAsync(path)).QuerySelector($"[data-test={form}]")!;
        var content = new MultipartFormDataContent();
        foreach (var hidden in element.Elements.OfType<IHtmlInputElement>()
            .Where(x => x.Name is not null && x.Type != "file" && x.Type != "checkbox" && fields.All(y => y.Name != x.Name)))
            content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files)
            content.Add(FileOf(bytes), "file", name);
        return await visitor.Http.PostAsync(element.GetAttribute("action") ?? path, content);
    }

    private static ByteArrayContent FileOf(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static async Task<MarketplaceApp> StartAsync(DatabaseKind kind)
    {
        var app = await MarketplaceApp.StartAsync(new MarketplaceAppOptions { Kind = kind });
        // The library reads the texts of a room above it.
        foreach (var tenant in new[] { "mycelium", "fiatdashboard" })
        {
            await app.InTenantAsync(tenant, services => services.GetRequiredService<IDatabase>().InTransactionAsync(
                db => db.ExecuteAsync(
                    """
                    create table if not exists content_items (
                      id text primary key, title text not null, language text not null, body text not null, trashed_at timestamptz)
                    """),
                default));
        }

        return app;
    }
}
