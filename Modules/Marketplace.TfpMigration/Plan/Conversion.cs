namespace Marketplace.TfpMigration.Plan;

internal static class Conversion
{
    /// <summary>A later one with another meaning counts up.</summary>
    public const int Version = 1;
}
