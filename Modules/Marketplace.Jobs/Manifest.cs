[assembly: Module(
    Id = "Marketplace.Jobs",
    Name = "Jobs",
    Description = "Recurring and queued background work, with retries and history.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
[assembly: Feature(
    "Marketplace.Jobs.Dashboard",
    Name = "Jobs of all tenants",
    Description = "Hangfire's own pages, for whoever runs the host.",
    DefaultTenantOnly = true)]
