[assembly: Module(
    Id = "Marketplace.Notifications",
    Name = "Notifications",
    Description = "Tells people what happened: mails and the bell, texts, choices, and what was delivered.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
