[assembly: Module(
    Id = "Marketplace.Deployments",
    Name = "Deployments",
    Description = "Delivers what is bought to the grid and shows its state.",
    Category = "Commerce",
    Dependencies = ["Marketplace.Catalog", "Marketplace.Credits", "Marketplace.Orders"])]
