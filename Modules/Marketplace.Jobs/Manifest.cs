[assembly: Module(
    Id = "Marketplace.Jobs",
    Name = "Jobs",
    Description = "Recurring and queued background work, with retries and history.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
