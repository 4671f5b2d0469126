[assembly: Module(
    Id = "Marketplace.AutoTopUp",
    Name = "Auto top-up",
    Description = "Buys credits by itself with a saved card when a customer's balance runs low, within limits that the customer sets.",
    Category = "Money",
    Dependencies = ["Marketplace.Credits", "Marketplace.Payments"])]
