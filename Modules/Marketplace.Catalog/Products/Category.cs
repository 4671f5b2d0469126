namespace Marketplace.Catalog.Products;

/// <summary>A shelf of the marketplace.</summary>
/// <param name="Id">Segment of its address, for example <c>3nodes</c>.</param>
internal sealed record Category(string Id, string Name, string Description, string Icon)
{
    public static readonly IReadOnlyList<Category> All =
    [
        new("compute", "Compute", "Virtual machines and slices, ready in seconds.", "cpu"),
        new("3nodes", "3Nodes", "Whole machines, reserved for you alone.", "hdd-rack"),
        new("gateways", "Gateways", "Public addresses and names for what you run.", "globe2"),
        new("applications", "Applications", "Ready-made software, installed and kept running.", "grid-1x2"),
        new("services", "Services", "Storage, networks and help around your workloads.", "tools"),
    ];

    public static Category? Find(string? id) => All.FirstOrDefault(x => string.Equals(x.Id, id, StringComparison.Ordinal));
}
