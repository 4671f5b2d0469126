using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Marketplace.Users.Accounts;

/// <summary>
/// How much work one try of a password costs: <c>Marketplace:PasswordIterations</c>, rounds of PBKDF2 with SHA-512. Fewer than
/// <see cref="Least"/> only in Development. A password that was stored with other rounds is stored anew when its owner signs in.
/// </summary>
internal sealed class PasswordWork(IConfiguration configuration, IHostEnvironment environment) : IConfigureOptions<PasswordHasherOptions>
{
    public const string Setting = "Marketplace:PasswordIterations";

    public const int Least = 100_000;

    public void Configure(PasswordHasherOptions options)
    {
        var rounds = configuration.GetValue(Setting, Least);
        options.IterationCount = environment.IsDevelopment() ? rounds : Math.Max(rounds, Least);
    }
}
