namespace Marketplace.Credits.TfpMigration;

internal static class TfpFeature
{
    public const string Id = "Marketplace.Credits.TfpMigration";

    /// <summary>Of the conversion. A later one with another meaning counts up.</summary>
    public const int Version = 1;
}
