namespace Marketplace.Hosting.Tenants;

/// <summary>The tenant inside which the running code acts, for what the host writes down. <c>CurrentShell</c> sets it.</summary>
internal static class ActingTenant
{
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>Null outside any tenant.</summary>
    public static string? Name
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
