[assembly: Module(
    Id = "Marketplace.Tenants",
    Name = "Tenants",
    Description = "Features and settings of this site.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
[assembly: Feature(
    "Marketplace.Tenants.Directory",
    Name = "Tenant directory",
    Description = "All tenants of this host: their state, their use, new ones from a recipe.",
    DefaultTenantOnly = true)]
