[assembly: Module(
    Id = "Marketplace.Catalog",
    Name = "Catalog",
    Description = "Products, prices and the storefront.",
    Category = "Commerce",
    Dependencies = ["Marketplace.Credits"])]
