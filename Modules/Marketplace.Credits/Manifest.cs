using Marketplace.Abstractions;

[assembly: Module(
    Id = "Marketplace.Credits",
    Name = "Credits",
    Description = "The wallet and its ledger: balances, holds and history.",
    Category = "Money")]
[assembly: Feature(
    "Marketplace.Credits.TfpMigration",
    Name = "TFP migration",
    Description = "Brings wallets and history of the older points system over, once, all or nothing, and back.")]
