using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Credits.Ledger;
using Marketplace.Data;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Webhooks;
using Marketplace.StripeSandbox;
using Marketplace.StripeSandbox.Desk;
using Marketplace.StripeSandbox.Keys;
using Marketplace.StripeSandbox.Weather;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Stripe.Tests.Support;

/// <summary>
/// A tenant with wallet, payments, Stripe and its sandbox, on Kestrel: what they say to each other goes over real HTTP. Time stands still.
/// </summary>
internal sealed class StripeHost : IAsyncDisposable
{
    public const string Ada = "usr_ada";
    private static int _keys;
    private readonly WebApplication _app;

    private StripeHost(WebApplication app, TestShell shell, PostingFaults ledger)
    {
        _app = app;
        Shell = shell;
        Ledger = ledger;
    }

    public TestShell Shell { get; }

    /// <summary>The root, with a slash at its end.</summary>
    public Uri Root => Shell.Get<SandboxAddress>().Root;

    public StripeAccount Account { get; private set; } = null!;

    public PostingFaults Ledger { get; }

    /// <summary>While positive, webhooks are answered with this many 500s before the code is reached.</summary>
    public int RefusedWebhooks { get; set; }

    /// <summary>What the sandbox was asked over HTTP, in turn.</summary>
    public ConcurrentQueue<SandboxRequest> SandboxRequests { get; } = new();

    /// <summary>What it answered to <see cref="Server"/> and <see cref="Browser"/>, in turn.</summary>
    public ConcurrentQueue<RecordedAnswer> Answers { get; } = new();

    /// <summary>Nothing that the sandbox speaks was left out.</summary>
    public void AssertAllRoutesAsked()
    {
        Assert.NotEmpty(SandboxRoutes);
        Assert.DoesNotContain(SandboxRoutes, route => !SandboxRequests.Any(route.Fits));
    }

    /// <summary>What may be asked of it, but for what only its own page and script ask.</summary>
    public IReadOnlyList<SandboxRoute> SandboxRoutes =>
    [
        .. from endpoint in ((IEndpointRouteBuilder)_app).DataSources.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
           let pattern = endpoint.RoutePattern.RawText!
           where pattern.Contains("/stripe-sandbox/v1/", StringComparison.Ordinal)
               && !pattern.Contains("**", StringComparison.Ordinal) && !pattern.Contains("sandbox_", StringComparison.Ordinal)
           select new SandboxRoute(
               endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single(), pattern.Split("/v1/")[1]),
    ];

    /// <summary>The body and signature that the sandbox delivered last.</summary>
    public (byte[] Body, string Signature)? LastWebhook { get; private set; }

    public static Task<StripeHost> StartAsync(DatabaseKind kind, Action<TestShellSetup>? setup = null) =>
        StartAsync((arrange, startups) => TestShell.CreateAsync(kind, arrange, startups), setup);

    /// <summary>On a database that other processes share.</summary>
    public static Task<StripeHost> StartAsync(
        TestDatabase database, Action<TestShellSetup> setup, params Marketplace.Abstractions.StartupBase[] more) =>
        StartAsync((arrange, startups) => TestShell.CreateAsync(database, arrange, [.. startups, .. more]), setup);

    private static async Task<StripeHost> StartAsync(
        Func<Action<TestShellSetup>, Marketplace.Abstractions.StartupBase[], Task<TestShell>> create, Action<TestShellSetup>? setup)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var faults = new PostingFaults();
        var shell = await create(
            x =>
            {
                x.Host.Services.AddSingleton(app.Services.GetRequiredService<IServer>());
                x.Services.Watch<ILedger>(faults.Before, faults.After);
                setup?.Invoke(x);
            },
            [new Credits.Startup(), new Payments.Startup(), new Startup(), new StripeSandbox.Startup()]);
        var host = new StripeHost(app, shell, faults);
        host.Serve();
        await app.StartAsync();
        host.Account = (await shell.Get<StripeAccounts>().FindAsync(default))!;
        return host;
    }

    public static CreditAmount Amount(decimal amount) => CreditAmount.FromDecimal(amount);

    public async Task<TopUp> StartTopUpAsync(decimal amount = 25m, string user = Ada, string? key = null)
    {
        var result = await Shell.InScopeAsync<ITopUps, StartTopUpResult>(x => x.StartAsync(
            new StartTopUp(
                key ?? "key-" + Interlocked.Increment(ref _keys).ToString(System.Globalization.CultureInfo.InvariantCulture), user,
                Amount(amount), ""), null, default));
        return Assert.IsType<StartTopUpResult.Started>(result).TopUp;
    }

    /// <summary>Paid at the gateway; no webhook has come in yet.</summary>
    public async Task<TopUp> PayAsync(decimal amount, string card = "4242424242424242")
    {
        var topUp = await StartTopUpAsync(amount);
        Assert.Equal("succeeded", (await ConfirmAsync(topUp, card))["status"]);
        return topUp;
    }

    /// <summary>As the browser confirms, with the publishable key.</summary>
    public Task<SandboxReply> ConfirmAsync(TopUp topUp, string card = "4242424242424242") =>
        ConfirmAsync(topUp.PaymentIntentId!, topUp.ClientSecret!, card);

    public Task<SandboxReply> ConfirmAsync(string intentId, string clientSecret, string card) => Browser.PostAsync(
        $"payment_intents/{intentId}/confirm",
        ("client_secret", clientSecret),
        ("use_stripe_sdk", "true"),
        ("payment_method_data[type]", "card"),
        ("payment_method_data[card][number]", card),
        ("payment_method_data[card][exp_month]", "12"),
        ("payment_method_data[card][exp_year]", "34"),
        ("payment_method_data[card][cvc]", "123"));

    public SandboxCaller Server => new(new Uri(Root, "stripe-sandbox/v1/"), Account.SecretKey) { Answered = Answers.Enqueue };

    public SandboxCaller ServerOf(string version) => new(new Uri(Root, "stripe-sandbox/v1/"), Account.SecretKey, version);

    public SandboxCaller Browser => new(new Uri(Root, "stripe-sandbox/v1/"), Account.PublishableKey)
    { Answered = x => Answers.Enqueue(x with { IsPublic = true }) };

    /// <summary>A card in the sandbox that the user saved.</summary>
    public async Task<string> SaveCardAsync(string user = Ada)
    {
        var customer = (await Server.PostAsync("customers", ("email", user + "@example.com")))["id"]!;
        var method = (await Server.PostAsync("payment_methods/pm_card_visa/attach", ("customer", customer)))["id"]!;
        await Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into payment_methods (id, user_id, gateway, customer_id, kind, brand, last4, exp_month, exp_year, position,
                created_at)
                values (@method, @user, 'stripe', @customer, 'Card', 'visa', '4242', 12, 2034, 0, @now)
                """,
                new { method, user, customer, now = Shell.Time.GetUtcNow() }),
            default);
        return method;
    }

    /// <param name="name">The task's class.</param>
    public async Task RunTaskAsync(string name)
    {
        await using var scope = Shell.CreateScope();
        var task = scope.ServiceProvider.GetServices<BackgroundTaskRegistration>().Single(x => x.TaskType.Name == name).TaskType;
        await ((IBackgroundTask)scope.ServiceProvider.GetRequiredService(task)).RunAsync(default);
    }

    /// <summary>From now on the sandbox's webhooks and API behave so.</summary>
    public async Task SetWeatherAsync(WebhookWeather weather)
    {
        await using var scope = Shell.CreateScope();
        var desk = scope.ServiceProvider.GetRequiredService<SandboxDesk>();
        var (saved, _) = await desk.SetWeatherAsync(RecordVersion.Of((await desk.ReadAsync(default)).Weather), weather, default);
        Assert.True(saved);
    }

    /// <summary>A process that had taken this key died before it answered.</summary>
    public Task LeaveInUseAsync(string idempotencyKey) => Shell.Database.InTransactionAsync(
        db => db.ExecuteAsync(
            "update stripe_sandbox_requests set status = null, body = null where idempotency_key = @idempotencyKey",
            new { idempotencyKey }),
        default);

    public async Task<HttpResponseMessage> PostWebhookAsync(byte[] body, string? signature)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Root, "api/stripe/webhook"))
        { Content = new ByteArrayContent(body) };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await http.SendAsync(request);
    }

    public string Sign(byte[] body) => WebhookSignature.Header(body, Account.WebhookSecrets[0], Shell.Time.GetUtcNow());

    public async Task<TopUpStatus> StatusAsync(string intentId) =>
        (await Shell.InScopeAsync<ITopUps, TopUp?>(x => x.FindByIntentAsync(intentId, default)))!.Status;

    public async Task AssertBalanceAsync(decimal expected, string user = Ada)
    {
        Assert.Equal(Amount(expected), (await Shell.Get<ILedger>().GetBalanceAsync(user, default)).Posted);
        await LedgerInvariants.AssertAsync(Shell.Database);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return await db.QueryAsync<T>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Shell.DisposeAsync();
    }

    private void Serve()
    {
        _app.Use(async (context, next) =>
        {
            await using var scope = Shell.CreateScope();
            context.RequestServices = scope.ServiceProvider;
            scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext = context;
            if (context.Request.Path.Value!.Split("/stripe-sandbox/v1/") is [_, var path])
                SandboxRequests.Enqueue(new SandboxRequest(context.Request.Method, path));
            if (context.Request.Path.Value!.EndsWith(StripeAccount.WebhookPath, StringComparison.Ordinal))
                await RecordAsync(context.Request);
            if (context.Request.Path.Value!.EndsWith(StripeAccount.WebhookPath, StringComparison.Ordinal) && RefusedWebhooks-- > 0)
                context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
            else
                await next(context);
        });
        if (Shell.Tenant.PathPrefix.Length > 0)
            _app.UsePathBase(Shell.Tenant.PathPrefix);
        _app.UseRouting();
        var routes = new ShellRoutes(_app, Shell.Services);
        routes.MapStripeWebhook();
        routes.MapSandbox();
    }

    private async Task RecordAsync(Microsoft.AspNetCore.Http.HttpRequest request)
    {
        var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        LastWebhook = (copy.ToArray(), request.Headers["Stripe-Signature"].ToString());
        copy.Position = 0;
        request.Body = copy;
    }

    private sealed class ShellRoutes(IEndpointRouteBuilder inner, IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources => inner.DataSources;

        public IApplicationBuilder CreateApplicationBuilder() => inner.CreateApplicationBuilder();
    }
}

/// <param name="Path">Below <c>/v1/</c>.</param>
internal sealed record SandboxRequest(string Method, string Path);

/// <param name="Pattern">Below <c>/v1/</c>, for example <c>refunds/{id}</c>.</param>
internal sealed record SandboxRoute(string Method, string Pattern)
{
    public bool Fits(SandboxRequest request) =>
        request.Method == Method && request.Path.Split('/') is var parts && Pattern.Split('/') is var wanted
        && parts.Length == wanted.Length && parts.Zip(wanted).All(x => x.Second == "{id}" || x.First == x.Second);
}

/// <param name="Request">Method and path, for whoever reads a failure.</param>
internal sealed record RecordedAnswer(string Request, int Status, string Body)
{
    /// <summary>To a publishable key.</summary>
    public bool IsPublic { get; init; }
}

internal sealed record SandboxReply(HttpStatusCode Status, JsonObject Body, HttpResponseMessage Response)
{
    public string? this[string name] => Body[name]?.ToString();

    public JsonObject Error => Body["error"]!.AsObject();
}

/// <summary>Speaks to the sandbox with one of its keys.</summary>
/// <param name="version">Stripe's API version, or null for that of the account.</param>
internal sealed class SandboxCaller(Uri apiBase, string? key, string? version = null)
{
    /// <summary>Told of each answer.</summary>
    public Action<RecordedAnswer>? Answered { get; init; }

    public Task<SandboxReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, []);

    public Task<SandboxReply> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, path, null, form);

    public Task<SandboxReply> PostAsync(string path, string idempotencyKey, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, path, idempotencyKey, form);

    private async Task<SandboxReply> SendAsync(HttpMethod method, string path, string? idempotencyKey, (string Name, string Value)[] form)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(apiBase, path));
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (version is not null)
            request.Headers.Add("Stripe-Version", version);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(form.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Answered?.Invoke(new RecordedAnswer($"{method} {path}", (int)response.StatusCode, body));
        return new SandboxReply(response.StatusCode, JsonNode.Parse(body)!.AsObject(), response);
    }
}
