using Marketplace.Browser.Tests.Support;

namespace Marketplace.Browser.Tests.Screens;

public sealed class AdminScreens(Chromium chromium, Site site, Lookers lookers) : ScreenTest(chromium, site, lookers)
{
    private static readonly ScreenPage[] Screens =
    [
        new("admin", "/admin", Looker.Admin),
        new("admin-search", "/admin/search?q=users", Looker.Admin),
        new("admin-features", "/admin/features", Looker.Admin),
        new("admin-features-dialog", "/admin/features", Looker.Admin, Open: "[data-feature='Marketplace.Credits'] [role=switch]"),
        new("admin-settings", "/admin/settings", Looker.Admin),
        new("admin-tenants", "/admin/tenants", Looker.Admin),
        new("admin-tenant-new", "/admin/tenants/new", Looker.Admin),
        new("admin-users", "/admin/users", Looker.Admin),
        new("admin-user", "/admin/users", Looker.Admin, Follow: "[data-test=user-row] a"),
        new("admin-user-new", "/admin/users/new", Looker.Admin),
        new("admin-roles", "/admin/roles", Looker.Admin),
        new("admin-jobs", "/admin/jobs", Looker.Admin),
        new("admin-jobs-history", "/admin/jobs/history", Looker.Admin),
        new("admin-accounts", "/admin/credits/accounts", Looker.Admin),
        new("admin-account", "/admin/credits/accounts", Looker.Admin, Follow: "[data-test=accounts] tbody a"),
        new("admin-verification", "/admin/credits/verification", Looker.Admin),
        new("admin-verification-run", "/admin/credits/verification", Looker.Admin, Open: "[data-test=verify-now]"),
        new("admin-reconciliation", "/admin/payments/reconciliation", Looker.Admin),
        new("admin-accounts-filtered", "/admin/credits/accounts?with=Holds&least=x", Looker.Admin),
        new("admin-outstanding", "/admin/credits/outstanding", Looker.Admin),
        new("admin-transactions", "/admin/credits/transactions", Looker.Admin),
        new("admin-transactions-none", "/admin/credits/transactions?q=zzzz&from=2026-01-01&to=2025-01-01", Looker.Admin),
        new("admin-transaction", "/admin/credits/transactions?type=Deployment", Looker.Admin, Follow: "[data-test=transaction] a"),
        new("admin-adjustments", "/admin/credits/adjustments", Looker.Admin),
        new("admin-adjustment", "/admin/credits/adjustments?state=Waiting", Looker.Admin, Follow: "[data-test=adjustment] a"),
        new("admin-adjustment-new", "/admin/credits/adjustments/new?customer=customer@example.com", Looker.Admin),
        new("admin-adjustment-limit", "/admin/credits/adjustments/limit", Looker.Admin),
        new("admin-grant-new", "/admin/credits/adjustments/new?kind=Grant&customer=customer@example.com", Looker.Admin),
        new("admin-approvals", "/admin/approvals", Looker.Admin),
        new("admin-approval", "/admin/approvals", Looker.Admin, Follow: "[data-test=approval] a"),
        new("admin-audit", "/admin/audit", Looker.Admin),
        new("admin-campaigns", "/admin/credits/campaigns", Looker.Admin),
        new("admin-campaign", "/admin/credits/campaigns", Looker.Admin, Follow: "[data-test=campaign] a"),
        new("admin-campaign-new", "/admin/credits/campaigns/new", Looker.Admin),
        new("admin-auto-topup", "/admin/auto-topup", Looker.Admin),
        new("admin-payments-settings", "/admin/payments/settings", Looker.Admin),
        new("admin-payments-receipts", "/admin/payments/receipts", Looker.Admin),
        new("admin-payments", "/admin/payments", Looker.Admin),
        new("admin-payments-none", "/admin/payments?q=nobody@example.com&from=x", Looker.Admin),
        new("admin-payment", "/admin/payments", Looker.Admin, Follow: "[data-test=payment] a"),
        new("admin-disputes", "/admin/payments/disputes", Looker.Admin),
        new("admin-catalog", "/admin/catalog", Looker.Admin),
        new("admin-product", "/admin/catalog", Looker.Admin, Follow: "[data-test=products] tbody a"),
        new("admin-product-blocks", "/admin/catalog/nextcloud/blocks", Looker.Admin),
        new("admin-deployments", "/admin/deployments", Looker.Admin),
        new("admin-notification-texts", "/admin/notifications/templates", Looker.Admin),
        new("admin-notification-text", "/admin/notifications/templates", Looker.Admin, Follow: "[data-kind='credits.transfer-sent'] a"),
        new("admin-notification-deliveries", "/admin/notifications/deliveries", Looker.Admin),
        new("admin-stripe-account", "/admin/stripe/account", Looker.Admin),
        new("admin-stripe-webhooks", "/admin/stripe/webhooks", Looker.Admin),
        new("admin-stripe-webhooks-none", "/admin/stripe/webhooks?q=zzzz&status=Failed", Looker.Admin),
        new("admin-stripe-sandbox", "/admin/stripe/sandbox", Looker.Admin),
        new("admin-content", "/admin/content", Looker.Admin),
        new("admin-content-none", "/admin/content?q=zzzz", Looker.Admin),
        new("admin-content-new", "/admin/content/new", Looker.Admin),
        new("admin-content-item", "/admin/content?q=/docs/credits", Looker.Admin, Follow: "[data-test=items] tbody a"),
        new("admin-content-overview", "/admin/content/overview", Looker.Admin),
        new("admin-content-trash", "/admin/content/trash", Looker.Admin),
        new("admin-media", "/admin/content/media", Looker.Admin),
        new("admin-media-settings", "/admin/content/media/settings", Looker.Admin),
        new("admin-menus", "/admin/content/menus", Looker.Admin),
        new("admin-redirects", "/admin/content/redirects", Looker.Admin),
        new("admin-links", "/admin/content/links", Looker.Admin),
        new("admin-wording", "/admin/content/wording", Looker.Admin),
        new("admin-exchange", "/admin/content/exchange", Looker.Admin),
        new("admin-docs-tree", "/admin/docs/tree", Looker.Admin),
        new("admin-docs-feedback", "/admin/docs/feedback", Looker.Admin),
        new("admin-bell", "/admin", Looker.Admin, Open: "[data-test=bell] summary"),
    ];

    public static TheoryData<string> Names => [.. Screens.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Looks_right(string screen) => LookAsync(Screens.Single(x => x.Name == screen));
}
