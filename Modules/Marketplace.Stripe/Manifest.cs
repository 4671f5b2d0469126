[assembly: Module(
    Id = "Marketplace.Stripe",
    Name = "Stripe",
    Description = "Card payments through Stripe.",
    Category = "Money",
    Dependencies = ["Marketplace.Payments"])]
