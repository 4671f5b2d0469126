using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.Testing;

/// <summary>A person with a browser, over plain HTTP: keeps cookies, follows links, fills in forms as they stand on the page.</summary>
public sealed class Visitor : IDisposable
{
    private static readonly HtmlParser Parser = new();

    private readonly string _prefix;

    public Visitor(Uri address, string prefix)
    {
        _prefix = prefix;
        var connection = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        Http = new HttpClient(new LoopbackCookies(Cookies) { InnerHandler = connection }) { BaseAddress = address };
        Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Redirects are not followed.</summary>
    public HttpClient Http { get; }

    /// <param name="path">Inside the tenant, for example <c>/dashboard/wallet</c>.</param>
    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Inside(path));

    public async Task<IHtmlDocument> GetPageAsync(string path) => await ReadPageAsync(await FollowAsync(await GetAsync(path)));

    public Task<HttpResponseMessage> PostJsonAsync<T>(string path, T body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Inside(path)) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request);
    }

    /// <summary>Opens the page, fills in the form that has these fields, and sends it with everything else the form holds.</summary>
    /// <param name="action">Part of the form's address, where several forms have the fields.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string path, IReadOnlyDictionary<string, string> fields, string? action = null)
    {
        return await SubmitAsync(await GetPageAsync(path), path, fields, action);
    }

    /// <summary>The same with a page that was opened before, as a tab that stood open.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        IHtmlDocument page, string path, IReadOnlyDictionary<string, string> fields, string? action = null)
    {
        var form = page.Forms.FirstOrDefault(x =>
                (action is null || (x.GetAttribute("action") ?? path).Contains(action, StringComparison.Ordinal))
                    && fields.Keys.All(name => x.Elements.Any(e => e.GetAttribute("name") == name)))
            ?? throw new InvalidOperationException($"No form of {path} has the fields {string.Join(", ", fields.Keys)}.");
        var values = FormValues(form);
        // Whoever registers accepts the terms, unless a test says otherwise.
        if (form.QuerySelector("[data-test=register-terms]")?.GetAttribute("name") is { } terms)
            values[terms] = "true";
        foreach (var (name, value) in fields)
            values[name] = value;
        var target = form.GetAttribute("action") is { Length: > 0 } given ? given : Inside(path);
        return await Http.PostAsync(target, new FormUrlEncodedContent(values));
    }

    /// <summary>Signs in as one of the sample users, or as anybody registered.</summary>
    public async Task SignInAsync(string email, string password = MarketplaceApp.Password)
    {
        var answer = await SubmitAsync(
            "/account/login", new Dictionary<string,
            string>(StringComparer.Ordinal) { ["Input.Email"] = email, ["Input.Password"] = password });
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException(
                $"{email} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage answer)
    {
        for (var i = 0; i < 5
            && answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.SeeOther; i++)
            answer = await Http.GetAsync(answer.Headers.Location);
        return answer;
    }

    public static async Task<IHtmlDocument> ReadPageAsync(HttpResponseMessage answer) =>
        await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    private string Inside(string path) =>
        path.StartsWith(_prefix + "/", StringComparison.Ordinal) && _prefix.Length > 0 ? path : _prefix + path;

    private static Dictionary<string, string> FormValues(IHtmlFormElement form)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name)
                continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" }:
                    break;
                case IHtmlInputElement input:
                    values.TryAdd(name, input.Value);
                    break;
                case IHtmlSelectElement select:
                    values.TryAdd(name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement text:
                    values.TryAdd(name, text.Value);
                    break;
            }
        }

        return values;
    }

    public void Dispose() => Http.Dispose();

    /// <summary>Browsers send secure cookies to a loopback address over plain HTTP too.</summary>
    private sealed class LoopbackCookies(CookieContainer cookies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (Cookie cookie in cookies.GetAllCookies())
                cookie.Secure = false;
            return answer;
        }
    }
}
