[assembly: Module(
    Id = "Marketplace.Setup",
    Name = "Setup",
    Description = "Asks once for the first tenant of a new host.",
    Category = "Infrastructure",
    DefaultTenantOnly = true)]
