using Marketplace.Credits.Transfers;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Tests.Transfers;

/// <summary>Ada and Bob, and what they send each other.</summary>
internal static class TransferShell
{
    /// <param name="settings">The section <c>transfers</c> as JSON.</param>
    public static Task<TestShell> CreateAsync(DatabaseKind kind, string settings = "{}") =>
        TestShell.CreateAsync(
            kind,
            setup =>
            {
                setup.Tenant.SetJson($$$"""{"transfers":{{{settings}}}}""");
                setup.Services.AddSingleton<People>().AddSingleton<IUserDirectory>(x => x.GetRequiredService<People>());
            },
            new Startup());

    public static SendRequest Send(
        decimal amount, string? key = null, string to = "bob@example.com", string from = Money.Ada, string note = "") =>
        new(key ?? Money.NewKey(), from, to, Money.Amount(amount), note);

    public static Task<SendResult> SendAsync(this TestShell shell, SendRequest request) =>
        shell.InScopeAsync<SendCredits, SendResult>(x => x.ExecuteAsync(request, default));

    public static async Task<SendResult.Sent> SentAsync(this TestShell shell, SendRequest request) =>
        Assert.IsType<SendResult.Sent>(await shell.SendAsync(request));

    public static async Task<TransferRefusal> RefusedAsync(this TestShell shell, SendRequest request) =>
        Assert.IsType<SendResult.Refused>(await shell.SendAsync(request)).Refusal;
}
