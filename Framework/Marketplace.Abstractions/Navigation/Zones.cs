using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Abstractions;

/// <summary>Places in layouts and pages that other modules fill: <c>&lt;zone name="navbar" /&gt;</c>.</summary>
public static class Zones
{
    /// <summary>Right end of the storefront's top bar: balance, notices.</summary>
    public const string Navbar = "navbar";

    /// <summary>On top of every page that is not the admin portal's: what is announced.</summary>
    public const string Banner = "banner";

    /// <summary>Right end of the admin portal's top bar: notices.</summary>
    public const string AdminNavbar = "admin-navbar";

    /// <summary>Cards on the customer's overview.</summary>
    public const string DashboardOverview = "dashboard-overview";

    /// <summary>Figures, charts and "needs attention" rows of the admin portal's dashboard.</summary>
    public const string AdminOverview = "admin-overview";

    /// <summary>Rows of the "needs attention" list there: <c>&lt;li&gt;</c> elements that lead to the mending action.</summary>
    public const string AdminAttention = "admin-attention";

    /// <summary>On top of the wallet page: what a customer must know once.</summary>
    public const string WalletNotice = "wallet-notice";

    /// <summary>Below the balance on the wallet page.</summary>
    public const string Wallet = "wallet";

    /// <summary>Cards on the customer's settings page.</summary>
    public const string Settings = "settings";

    /// <summary>Sections of the storefront's home page.</summary>
    public const string Home = "home";

    /// <summary>
    /// Foot of a product's card on the shelf; the components get the product. Where none shows anything, it is not available.
    /// </summary>
    public const string ProductCard = "product-card";

    /// <summary>Below the price on a product's page: what is charged when, and how to buy; the components get the product.</summary>
    public const string ProductPurchase = "product-purchase";

    /// <summary>End of the pages that show products: dialogs and scripts of buying.</summary>
    public const string ShelfEnd = "shelf-end";

    /// <summary>In the storefront's footer, beside its menu.</summary>
    public const string Footer = "footer";

    /// <summary>End of every page's body: dialogs and scripts that a module needs everywhere.</summary>
    public const string BodyEnd = "body-end";
}

/// <summary>A view component shown in a zone.</summary>
/// <param name="Permission">Shown only to those who have it; null shows it to all.</param>
public sealed record ZoneContribution(string Zone, Type ViewComponent, int Order, string? Permission = null);

public static class ZoneRegistration
{
    public static IServiceCollection AddToZone<TViewComponent>(
        this IServiceCollection services, string zone, int order = 0, string? permission = null) =>
        services.AddSingleton(new ZoneContribution(zone, typeof(TViewComponent), order, permission));
}
