[assembly: Module(
    Id = "Marketplace.Orders",
    Name = "Orders",
    Description = "Buy Now, orders and what waits for a card payment: reserve, deliver, capture.",
    Category = "Commerce",
    Dependencies = ["Marketplace.Catalog", "Marketplace.Credits", "Marketplace.Payments"],
    SplitFrom = "Marketplace.Catalog")]
