namespace Marketplace.Abstractions;

/// <summary>
/// Sources that a module adds to the strict Content-Security-Policy of every page, for example a payment provider's script.
/// </summary>
public sealed class ContentSecurityPolicyOptions
{
    public ISet<string> ScriptSources { get; } = new SortedSet<string>(StringComparer.Ordinal);

    public ISet<string> FrameSources { get; } = new SortedSet<string>(StringComparer.Ordinal);

    public ISet<string> ConnectSources { get; } = new SortedSet<string>(StringComparer.Ordinal);
}
