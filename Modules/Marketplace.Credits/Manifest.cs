[assembly: Module(
    Id = "Marketplace.Credits",
    Name = "Credits",
    Description = "The wallet and its ledger: balances, holds and history.",
    Category = "Money")]
