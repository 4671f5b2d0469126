using Marketplace.Abstractions;

[assembly: Module(
    Id = "Marketplace.Tenants",
    Name = "Tenants",
    Description = "Features, settings and the list of tenants.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
