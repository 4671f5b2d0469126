[assembly: Module(
    Id = "Marketplace.Benchmarks",
    Name = "Benchmarks",
    Description = "One storefront page, served by a tenant and by a bare application.",
    Category = "Development")]
