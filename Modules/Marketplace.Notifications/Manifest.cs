using Marketplace.Abstractions;

[assembly: Module(
    Id = "Marketplace.Notifications",
    Name = "Notifications",
    Description = "Mails to users and operators.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
