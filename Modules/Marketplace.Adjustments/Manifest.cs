[assembly: Module(
    Id = "Marketplace.Adjustments",
    Name = "Adjustments and campaigns",
    Description = "Operators correct, grant and refund credits, and give them to many customers at once; large ones need a second person.",
    Category = "Money",
    Dependencies = ["Marketplace.Audit", "Marketplace.Credits"],
    SplitFrom = "Marketplace.Credits")]
