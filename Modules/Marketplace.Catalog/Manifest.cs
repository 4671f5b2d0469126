using Marketplace.Abstractions;

[assembly: Module(
    Id = "Marketplace.Catalog",
    Name = "Catalog",
    Description = "Products, prices, the storefront and Buy Now.",
    Category = "Commerce",
    Dependencies = ["Marketplace.Credits", "Marketplace.Payments"])]
