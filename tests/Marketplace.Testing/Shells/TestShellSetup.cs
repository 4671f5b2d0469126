using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Testing;

/// <summary>What a test changes before its shell is built: it is called after the startups, so what it registers wins.</summary>
public sealed class TestShellSetup
{
    public required IServiceCollection Services { get; init; }

    public required TestTenant Tenant { get; init; }

    public required FakeTimeProvider Time { get; init; }

    public required TestHostServices Host { get; init; }

    public required TestEnvironment Environment { get; init; }

    /// <summary>The host's configuration.</summary>
    public IDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
    {
        // Tests make many accounts, and nobody guesses their passwords.
        ["Marketplace:PasswordIterations"] = "1",
    };
}
