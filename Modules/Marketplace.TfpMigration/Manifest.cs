[assembly: Module(
    Id = "Marketplace.TfpMigration",
    Name = "TFP migration",
    Description = "Brings wallets and history of the older points system over, once, all or nothing, and back.",
    Category = "Money",
    Dependencies = ["Marketplace.Credits"],
    FormerIds = ["Marketplace.Credits.TfpMigration"])]
