namespace Marketplace.Testing;

/// <summary>Whoever a test says.</summary>
public sealed class TestActor : ICurrentActor
{
    public Acting Now { get; set; } = new("usr_olga", "olga@example.com", "192.0.2.1");

    public Acting Get() => Now;
}
